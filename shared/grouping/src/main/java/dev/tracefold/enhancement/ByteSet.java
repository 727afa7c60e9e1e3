package dev.tracefold.enhancement;

import java.util.Arrays;

/** A set of bytes, the bytes read as 0 to 255: what one place of a glob accepts. */
final class ByteSet {

  private static final int WORDS = 4;

  private final long[] words;

  private ByteSet(long[] words) {
    this.words = words;
  }

  /** The set that holds nothing. */
  static ByteSet none() {
    return new ByteSet(new long[WORDS]);
  }

  static ByteSet of(int member) {
    return none().with(member, member);
  }

  boolean contains(int candidate) {
    return (words[candidate >> 6] & (1L << candidate)) != 0;
  }

  /** This set and every byte from {@code first} to {@code last}, both included. */
  ByteSet with(int first, int last) {
    long[] more = words.clone();
    for (int member = first; member <= last; member++) {
      more[member >> 6] |= 1L << member;
    }
    return new ByteSet(more);
  }

  /** Every byte that is not in this set. */
  ByteSet complement() {
    long[] others = new long[WORDS];
    for (int word = 0; word < WORDS; word++) {
      others[word] = ~words[word];
    }
    return new ByteSet(others);
  }

  /** This set and the other case of every ASCII letter in it. */
  ByteSet withBothCases() {
    ByteSet both = this;
    for (int lower = 'a'; lower <= 'z'; lower++) {
      int upper = lower - 'a' + 'A';
      if (contains(lower) || contains(upper)) {
        both = both.with(lower, lower).with(upper, upper);
      }
    }
    return both;
  }

  /** The only member, or -1 if there is none or more than one. */
  int single() {
    int found = -1;
    for (int word = 0; word < WORDS; word++) {
      if (words[word] != 0) {
        if (found >= 0 || Long.bitCount(words[word]) != 1) {
          return -1;
        }
        found = word * Long.SIZE + Long.numberOfTrailingZeros(words[word]);
      }
    }
    return found;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSet set && Arrays.equals(words, set.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
