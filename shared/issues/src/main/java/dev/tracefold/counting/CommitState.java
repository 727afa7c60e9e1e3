package dev.tracefold.counting;

/** What the commit record of an attempt says; once it is there it never changes. */
public enum CommitState {
  /** Nobody wrote it: the attempt may still commit, or may be dead. */
  ABSENT,
  /** The attempt's records are counted. */
  COMMITTED,
  /** The attempt can never commit: its records are free to be taken over. */
  ABORTED
}
