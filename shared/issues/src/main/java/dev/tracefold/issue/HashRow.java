package dev.tracefold.issue;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of a hash (event-saving 4.2). A hash that nothing is stored of is {@link
 * #unowned}: saving needs no empty rows.
 *
 * @param key the hash
 * @param issue what it leads to, or null
 * @param tombstone why its events are discarded, or null; an issue beside it wins
 * @param state whether saving may use and re-point it
 * @param life in which it is, see {@link CountedHash}
 */
public record HashRow(
    HashKey key, @Nullable IssueId issue, @Nullable String tombstone, HashState state, long life) {

  /** A hash of which nothing is stored. */
  public static HashRow unowned(HashKey key) {
    return new HashRow(key, null, null, HashState.ORDINARY, 0);
  }

  /** What its events are counted by. */
  public CountedHash counted() {
    return new CountedHash(key, life);
  }

  /**
   * Whether saving may point it to an issue. A tombstone forbids it, so that the discard stays in
   * effect, unlike in Sentry (event-saving 27, Q24); locked hashes belong to whoever locked them.
   */
  public boolean attachable() {
    return issue == null && tombstone == null && state != HashState.LOCKED;
  }
}
