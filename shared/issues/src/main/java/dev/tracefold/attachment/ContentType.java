package dev.tracefold.attachment;

import org.jspecify.annotations.Nullable;

/**
 * The media type that came with a file: {@code type/subtype}, with parameters if any. It is only
 * repeated to those who download the file; nothing here acts on it.
 *
 * @param value printable ASCII of at most {@link #LENGTH_MAX} characters
 */
public record ContentType(String value) {

  /** What common servers take in a header of this kind. */
  public static final int LENGTH_MAX = 255;

  /** For files that came without a usable one: bytes, and nothing to be done with them. */
  public static final ContentType BYTES = new ContentType("application/octet-stream");

  public ContentType {
    if (!isContentType(value)) {
      throw new IllegalArgumentException(
          "a content type of %d characters is none; expected type/subtype in ASCII"
              .formatted(value.length()));
    }
  }

  /** The content type that a description gives, or {@link #BYTES} if it is missing or none. */
  public static ContentType of(@Nullable String text) {
    return text == null || !isContentType(text.strip()) ? BYTES : new ContentType(text.strip());
  }

  private static boolean isContentType(String text) {
    if (text.length() > LENGTH_MAX || !text.chars().allMatch(c -> c >= ' ' && c < 127)) {
      return false;
    }
    int end = text.indexOf(';');
    String essence = (end < 0 ? text : text.substring(0, end)).strip();
    int slash = essence.indexOf('/');
    return slash > 0
        && slash < essence.length() - 1
        && isToken(essence.substring(0, slash))
        && isToken(essence.substring(slash + 1));
  }

  private static boolean isToken(String text) {
    return text.chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "!#$&^_.+-".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return value;
  }
}
