package dev.tracefold.attachment;

import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bytes of a stored attachment: addressed by what they are, so that the same content is stored
 * once per project and month (event-saving 16.7).
 *
 * @param size bytes as counted, whatever the description said
 * @param sha1 of the whole content, 40 lower-case hex digits
 * @param sha256 of the whole content, 64 lower-case hex digits
 * @param month in which the content was stored, UTC
 */
public record StoredContent(long size, String sha1, String sha256, YearMonth month) {

  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public StoredContent {
    if (size < 0 || !SHA1.matcher(sha1).matches() || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "stored content is %d bytes with sha1 '%s' and sha256 '%s'; expected hex digests"
              .formatted(size, sha1, sha256));
    }
  }

  /** Key of the object that holds the bytes; empty for an empty file, which has none. */
  public Optional<String> objectKey(long projectId) {
    return size == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "attachments/%d/%04d%02d/%s",
                projectId,
                month.getYear(),
                month.getMonthValue(),
                sha256));
  }
}
