package dev.tracefold.issue.query;

import java.util.List;

/**
 * How many users met an issue.
 *
 * @param users their number
 * @param relativeError standard error of an estimate as a part of the number; 0 where all were
 *     counted
 */
public record UserCount(long users, double relativeError) {

  /** So many users are counted; where there are more, their number is estimated. */
  public static final int COUNTED_MAX = 4096;

  /** The digits of a user's hash that are looked at: 52 bits, which a double holds exactly. */
  private static final int DIGITS = 13;

  private static final double SPAN = 0x1p52;

  /**
   * Counts users, or estimates their number: the hashes of users are spread evenly over all texts
   * of hex digits, so that the n-th smallest of them lies where n - 1 of the users are below it (k
   * minimum values, standard error 1 / sqrt(k - 2)).
   *
   * @param smallest the {@link #COUNTED_MAX} + 1 smallest hashes in order, or all of them
   */
  public static UserCount of(List<String> smallest) {
    if (smallest.size() <= COUNTED_MAX) {
      return new UserCount(smallest.size(), 0);
    }
    int k = COUNTED_MAX;
    double part = Long.parseLong(smallest.get(k - 1).substring(0, DIGITS), 16) / SPAN;
    return new UserCount(Math.round((k - 1) / part), 1 / Math.sqrt(k - 2));
  }
}
