package dev.tracefold.benchmark.load;

import dev.tracefold.issue.query.IssueQueries;

/**
 * What is sent.
 *
 * @param events distinct events
 * @param issues that they are of, in turn
 * @param rate events per second; 0 for as fast as the queue takes them
 * @param duplicates how many of a hundred events are sent twice
 * @param bytes size of an event as JSON
 */
record Load(int events, int issues, int rate, int duplicates, int bytes) {

  private static final int EVENTS_MAX = 1_000_000;
  private static final int RATE_MAX = 100_000;

  Load {
    check("--events", events, 1, EVENTS_MAX);
    check("--issues", issues, 1, Math.min(events, IssueQueries.LIST_MAX));
    check("--rate", rate, 0, RATE_MAX);
    check("--duplicates", duplicates, 0, 100);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "found %s %d; expected %d to %d".formatted(name, value, min, max));
    }
  }
}
