package dev.tracefold.issue;

/**
 * The id of an issue: {@code group_id} on the wire. A number like Sentry's, which sorts by
 * creation: milliseconds since 2020 times 4096, plus 12 random bits. It fits the 53 bits that JSON
 * numbers carry everywhere, until 2089. Two issues that draw the same id meet at the condition that
 * the issue is absent, and the loser draws again.
 *
 * @param value positive
 */
public record IssueId(long value) implements Comparable<IssueId> {

  private static final long EPOCH_MILLIS = 1_577_836_800_000L;
  private static final int RANDOM_BITS = 12;

  public IssueId {
    if (value <= 0) {
      throw new IllegalArgumentException("issue ids are positive, found " + value);
    }
  }

  /**
   * Makes an id.
   *
   * @param millis Unix milliseconds, from 2020 on
   * @param random any number, of which the last 12 bits are used
   */
  public static IssueId of(long millis, int random) {
    long fraction = random & ((1 << RANDOM_BITS) - 1);
    return new IssueId(Math.max(1, millis - EPOCH_MILLIS) << RANDOM_BITS | fraction);
  }

  @Override
  public int compareTo(IssueId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
