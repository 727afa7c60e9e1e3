package dev.tracefold.saving;

/** What counting did with an item. */
public sealed interface Fate {

  /** It is counted now, in its issue's counters and list, the project's series and the usage. */
  record CountedNow() implements Fate {}

  /**
   * It was counted, or dropped, by an earlier delivery.
   *
   * @param record as that delivery left it
   */
  record CountedBefore(EventRecord record) implements Fate {}

  /** Another function may be at work on it; deliver it again later. */
  record Later() implements Fate {}
}
