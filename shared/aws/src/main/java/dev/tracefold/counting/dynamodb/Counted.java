package dev.tracefold.counting.dynamodb;

import dev.tracefold.aws.Item;

/** What became of one record. */
public sealed interface Counted {

  /** This attempt counted it. */
  record Now() implements Counted {}

  /**
   * An earlier attempt counted it: a redelivery.
   *
   * @param record the record as that attempt wrote it
   */
  record Before(Item record) implements Counted {}

  /** Undecided: another attempt may be at work on it. Deliver it again later. */
  record Later() implements Counted {}
}
