package dev.tracefold.issue;

/** What is special about a hash (event-saving 4.2). */
public enum HashState {
  /** Nothing. */
  ORDINARY,
  /** A merge or unmerge moves it: still found, never re-pointed by saving. */
  LOCKED,
  /** A hierarchical hash that a user split: skipped when looking for an issue. */
  SPLIT
}
