package dev.tracefold.enhancement;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Remembers results by text, in a table of fixed size in which a newer text takes the place of an
 * older one.
 *
 * <p>Thread-safe without locks: an entry is immutable, and losing one only costs time.
 */
final class ValueCache {

  /** Slots of a table: enough for the distinct frames of a project's usual errors. */
  private static final int SLOTS = 1024;

  /** Longest text that is remembered, in UTF-16 units: normalised names are no longer. */
  private static final int TEXT_LENGTH_MAX = 320;

  private static final class Entry {

    private final @Nullable String text;
    private final long[] result;

    Entry(@Nullable String text, long[] result) {
      this.text = text;
      this.result = result;
    }
  }

  private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];

  long @Nullable [] get(@Nullable String text) {
    Entry entry = entries[slot(text)];
    return entry != null && Objects.equals(entry.text, text) ? entry.result : null;
  }

  void put(@Nullable String text, long[] result) {
    if (text == null || text.length() <= TEXT_LENGTH_MAX) {
      entries[slot(text)] = new Entry(text, result);
    }
  }

  private static int slot(@Nullable String text) {
    int hash = Objects.hashCode(text);
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
