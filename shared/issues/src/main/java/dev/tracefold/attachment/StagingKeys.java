package dev.tracefold.attachment;

import java.util.regex.Pattern;

/**
 * Keys of the objects that wait in the bucket's {@code staging/} part until a queue message that
 * refers to them has been worked on. They are derived from ids, never taken from input, and the
 * bucket's lifecycle removes them after every queue and redrive has passed.
 */
public final class StagingKeys {

  /** What an id may look like that becomes part of a key: nothing in it can leave its place. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private StagingKeys() {}

  /** Whether a text may be part of a key: 1 to 64 characters of A-Z, a-z, 0-9, _ and -. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * The gzip'ed JSON payload of an event that is too large for its queue message.
   *
   * @throws IllegalArgumentException if an id is none by {@link #isId}
   */
  public static String payload(long projectId, String eventId, String ref) {
    return "staging/payload/%d/%s/%s".formatted(projectId, checked(eventId), checked(ref));
  }

  /**
   * One chunk of an attachment's bytes, as they are.
   *
   * @param number from 0
   * @throws IllegalArgumentException if an id is none by {@link #isId} or the number is negative
   */
  public static String chunk(long projectId, String eventId, String attachmentId, int number) {
    if (number < 0) {
      throw new IllegalArgumentException("a chunk's number is " + number + "; expected 0 or more");
    }
    return "staging/chunks/%d/%s/%s/%d"
        .formatted(projectId, checked(eventId), checked(attachmentId), number);
  }

  private static String checked(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "an id of %d characters cannot be part of a key; expected %s"
              .formatted(id.length(), ID.pattern()));
    }
    return id;
  }
}
