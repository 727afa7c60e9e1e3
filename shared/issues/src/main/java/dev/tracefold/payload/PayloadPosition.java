package dev.tracefold.payload;

import java.util.Objects;

/**
 * Where the payload of one event lies.
 *
 * @param segment which object: {@code <yyyy-mm-dd>/<id>}, below its project's prefix
 * @param offset first byte of the event's own compressed member
 * @param length bytes of that member
 */
public record PayloadPosition(String segment, long offset, int length) {

  public PayloadPosition {
    Objects.requireNonNull(segment, "segment");
    if (offset < 0 || length <= 0) {
      throw new IllegalArgumentException(
          "a payload lies at 0 or later and has bytes, found %d, %d".formatted(offset, length));
    }
  }
}
