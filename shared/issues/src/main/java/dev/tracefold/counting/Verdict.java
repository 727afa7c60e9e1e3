package dev.tracefold.counting;

/** What became of one record in an attempt. */
public enum Verdict {
  /** This attempt counted it. */
  COUNTED_NOW,
  /** An earlier attempt counted it: a redelivery. */
  COUNTED_BEFORE,
  /** It could not be decided now; nothing is lost, deliver it again later. */
  LATER
}
