package dev.tracefold.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file was called where it came from. The name is data: it never decides where anything is
 * stored, and {@link #fileName} is what may be written to a disk.
 *
 * @param value 1 to {@link #LENGTH_MAX} characters, none of them invisible
 */
public record AttachmentName(String value) {

  /** The longest file name of the usual file systems, in characters. */
  public static final int LENGTH_MAX = 255;

  /** Leaves room for a number or an ending in the 255 bytes that a file system allows. */
  public static final int FILE_NAME_BYTES_MAX = 200;

  /** For files that came without a name. */
  public static final AttachmentName UNNAMED = new AttachmentName("unnamed");

  private static final String FORBIDDEN_IN_FILE_NAMES = "/\\:*?\"<>|";

  /** Names that Windows keeps for devices, with any ending. */
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private static final Set<String> NUMBERED_DEVICES = Set.of("com", "lpt");

  public AttachmentName {
    if (!value.equals(cleaned(value)) || value.isEmpty()) {
      throw new IllegalArgumentException(
          "a name of %d characters is empty, too long, padded or holds invisible characters"
              .formatted(value.length()));
    }
  }

  /**
   * The name that a description gives, without characters that are not seen (control characters,
   * changes of writing direction, broken surrogates), cut to {@link #LENGTH_MAX} characters so that
   * its ending stays; {@link #UNNAMED} if nothing is left.
   */
  public static AttachmentName of(@Nullable String text) {
    String cleaned = text == null ? "" : cleaned(text);
    return cleaned.isEmpty() ? UNNAMED : new AttachmentName(cleaned);
  }

  /**
   * The name as a file name in one folder: separators and characters that some file system refuses
   * become {@code _}, it never starts or ends with a full stop, it is no device, and it takes at
   * most {@link #FILE_NAME_BYTES_MAX} bytes.
   */
  public String fileName() {
    StringBuilder name = new StringBuilder();
    value.codePoints().forEach(c -> name.appendCodePoint(allowedInFileNames(c) ? c : '_'));
    int start = 0;
    while (start < name.length() && (name.charAt(start) == '.' || name.charAt(start) == ' ')) {
      start++;
    }
    int end = name.length();
    while (end > start && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
      end--;
    }
    String trimmed = cutToBytes(name.substring(start, end));
    return trimmed.isEmpty() || isDevice(trimmed) ? "_" + trimmed : trimmed;
  }

  private static boolean allowedInFileNames(int c) {
    return FORBIDDEN_IN_FILE_NAMES.indexOf(c) < 0;
  }

  private static boolean isDevice(String fileName) {
    String stem = fileName.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
    return DEVICES.contains(stem)
        || (stem.length() == 4
            && Character.isDigit(stem.charAt(3))
            && NUMBERED_DEVICES.contains(stem.substring(0, 3)));
  }

  private static String cutToBytes(String name) {
    String ending = ending(name);
    String stem = name.substring(0, name.length() - ending.length());
    int left = FILE_NAME_BYTES_MAX - bytes(ending);
    StringBuilder cut = new StringBuilder();
    for (int i = 0; i < stem.length(); ) {
      String character = Character.toString(stem.codePointAt(i));
      left -= bytes(character);
      if (left < 0) {
        break;
      }
      cut.append(character);
      i += character.length();
    }
    return cut + ending;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String cleaned(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints().filter(AttachmentName::isVisible).forEach(visible::appendCodePoint);
    return cut(visible.toString().strip()).strip();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    if (length <= LENGTH_MAX) {
      return text;
    }
    String ending = ending(text);
    int kept = LENGTH_MAX - ending.length();
    return text.substring(0, text.offsetByCodePoints(0, kept)) + ending;
  }

  /** The part from the last full stop on, if it is short enough to be an ending, else nothing. */
  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    boolean plausible = dot > 0 && name.length() - dot <= 16;
    String ending = plausible ? name.substring(dot) : "";
    return ending.chars().allMatch(c -> c > ' ' && c < 127) ? ending : "";
  }

  @Override
  public String toString() {
    return value;
  }
}
