package dev.tracefold.attachment;

import org.jspecify.annotations.Nullable;

/**
 * What an attachment is to the event it belongs to (event-saving 16.1). Types that nobody knows are
 * kept as they came, as far as they are words.
 *
 * @param value 1 to {@link #LENGTH_MAX} characters of A-Z, a-z, 0-9, {@code . _ - /}
 */
public record AttachmentType(String value) {

  /** Ample for the longest known type; longer ones are nobody's. */
  public static final int LENGTH_MAX = 64;

  /** Any file; what an attachment is that does not say. */
  public static final AttachmentType ATTACHMENT = new AttachmentType("event.attachment");

  /** A crash report in Windows' format. */
  public static final AttachmentType MINIDUMP = new AttachmentType("event.minidump");

  /** A crash report of Apple's systems. */
  public static final AttachmentType APPLE_CRASH_REPORT =
      new AttachmentType("event.applecrashreport");

  /** What the Unreal engine knew when it crashed. */
  public static final AttachmentType UNREAL_CONTEXT = new AttachmentType("unreal.context");

  /** The Unreal engine's log. */
  public static final AttachmentType UNREAL_LOGS = new AttachmentType("unreal.logs");

  /** The tree of views that was on the screen. */
  public static final AttachmentType VIEW_HIERARCHY = new AttachmentType("event.view_hierarchy");

  /** A picture of the screen. */
  public static final AttachmentType SCREENSHOT = new AttachmentType("event.screenshot");

  public AttachmentType {
    if (!isWord(value)) {
      throw new IllegalArgumentException(
          "an attachment type of %d characters is none; expected 1 to %d of A-Z a-z 0-9 . _ - /"
              .formatted(value.length(), LENGTH_MAX));
    }
  }

  /** The type that a description names; one that is missing or no word is an ordinary file. */
  public static AttachmentType of(@Nullable String text) {
    return text == null || !isWord(text) ? ATTACHMENT : new AttachmentType(text);
  }

  /** Whether the number of these per issue can be limited (event-saving 16.4). */
  public boolean crashReport() {
    return equals(MINIDUMP) || equals(APPLE_CRASH_REPORT);
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.length() <= LENGTH_MAX
        && text.chars().allMatch(AttachmentType::isWordCharacter);
  }

  private static boolean isWordCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._-/".indexOf(c) >= 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
