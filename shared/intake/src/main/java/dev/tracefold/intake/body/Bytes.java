package dev.tracefold.intake.body;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes inside an array that it shares: parts of a body are handed on without a copy, so
 * that a request holds its body in memory once. Nobody writes to the array.
 */
public final class Bytes {

  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** All of an array, which the caller does not change afterwards. */
  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** The UTF-8 bytes of a text; what is no Unicode text becomes a question mark. */
  public static Bytes utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The byte at an index from 0. */
  public byte at(int index) {
    return array[offset + Objects.checkIndex(index, length)];
  }

  /** The bytes from {@code from} (included) to {@code to} (excluded), not copied. */
  public Bytes slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new Bytes(array, offset + from, to - from);
  }

  /** The first index of a byte at or after {@code from}, or -1. */
  public int indexOf(byte wanted, int from) {
    for (int i = from; i < length; i++) {
      if (array[offset + i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Whether these bytes hold {@code other} at an index. */
  public boolean startsWithAt(Bytes other, int index) {
    int from = offset + index;
    return index >= 0
        && other.length <= length - index
        && Arrays.equals(
            array,
            from,
            from + other.length,
            other.array,
            other.offset,
            other.offset + other.length);
  }

  /** A stream over these bytes. */
  public InputStream stream() {
    return new ByteArrayInputStream(array, offset, length);
  }

  /** The bytes read as UTF-8; malformed sequences become U+FFFD. */
  public String text() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** A copy as an array of its own. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes bytes && length == bytes.length && startsWithAt(bytes, 0);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + array[offset + i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return length + " bytes";
  }
}
