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

  /** Slots for long texts: a stack trace's worth is enough to serve its passes one by one. */
  private static final int LONG_SLOTS = 16;

  /** Texts up to this length, in UTF-16 units, are short: normalised names are no longer. */
  private static final int SHORT_LENGTH_MAX = 320;

  /** Longest text that is remembered, in UTF-16 units. */
  private static final int TEXT_LENGTH_MAX = 16 * 1024;

  private static final class Entry {

    private final @Nullable String text;
    private final long[] result;

    Entry(@Nullable String text, long[] result) {
      this.text = text;
      this.result = result;
    }
  }

  private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS + LONG_SLOTS];

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
    int spread = hash ^ (hash >>> 16);
    return text == null || text.length() <= SHORT_LENGTH_MAX
        ? spread & (SLOTS - 1)
        : SLOTS + (spread & (LONG_SLOTS - 1));
  }
}
