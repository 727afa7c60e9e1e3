package dev.tracefold.intake.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code multipart/form-data} bodies (RFC 7578) without copying the parts. */
public final class Multipart {

  /** More than any sender uses: attachments stop at 30. */
  public static final int PARTS_MAX = 100;

  /** Headers of a part hold two names. */
  private static final int HEADERS_BYTES_MAX = 16 * 1024;

  /** As RFC 2046 has it. */
  private static final int BOUNDARY_LENGTH_MAX = 70;

  private static final Bytes HEADERS_END = Bytes.utf8("\r\n\r\n");

  /**
   * A part.
   *
   * @param name of the form's field; empty if not named
   * @param fileName or null if the part is no file
   * @param contentType or null
   */
  public record Part(
      String name, @Nullable String fileName, @Nullable String contentType, Bytes content) {
    public Part {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(content, "content");
    }
  }

  private Multipart() {}

  /**
   * The parts of a body, or empty if it is not in that form, is not closed, or has more than {@link
   * #PARTS_MAX} parts.
   */
  public static Optional<List<Part>> read(Bytes body, String contentType) {
    String boundary = parameter(contentType, "boundary");
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
        || boundary == null
        || boundary.isEmpty()
        || boundary.length() > BOUNDARY_LENGTH_MAX) {
      return Optional.empty();
    }
    Bytes delimiter = Bytes.utf8("\r\n--" + boundary);
    Bytes first = Bytes.utf8("--" + boundary);
    int position = body.startsWithAt(first, 0) ? first.length() : after(body, delimiter, 0);
    List<Part> parts = new ArrayList<>();
    while (position >= 0 && !body.startsWithAt(Bytes.utf8("--"), position)) {
      int headers = after(body, Bytes.utf8("\r\n"), position) - 2;
      int content = after(body, HEADERS_END, Math.max(position, headers));
      int end = content < 0 ? -1 : after(body, delimiter, content - 2);
      if (headers < 0
          || end < 0
          || content - headers > HEADERS_BYTES_MAX
          || parts.size() == PARTS_MAX) {
        return Optional.empty();
      }
      int contentEnd = Math.max(content, end - delimiter.length());
      parts.add(part(body.slice(headers, content).text(), body.slice(content, contentEnd)));
      position = end;
    }
    return position < 0 ? Optional.empty() : Optional.of(parts);
  }

  private static Part part(String headers, Bytes content) {
    String name = null;
    String fileName = null;
    String contentType = null;
    for (String line : headers.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> {
          name = parameter(value, "name");
          fileName = parameter(value, "filename");
        }
        case "content-type" -> contentType = value;
        default -> {}
      }
    }
    return new Part(name == null ? "" : name, fileName, contentType, content);
  }

  /** The index behind the next occurrence, or -1. */
  private static int after(Bytes body, Bytes wanted, int from) {
    int at = body.indexOf(wanted.at(0), from);
    while (at >= 0 && !body.startsWithAt(wanted, at)) {
      at = body.indexOf(wanted.at(0), at + 1);
    }
    return at < 0 ? -1 : at + wanted.length();
  }

  /** A parameter of a header's value, without its quotes. */
  private static @Nullable String parameter(String value, String name) {
    for (String piece : pieces(value)) {
      int equals = piece.indexOf('=');
      if (equals > 0 && piece.substring(0, equals).strip().equalsIgnoreCase(name)) {
        String text = piece.substring(equals + 1).strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted
            ? text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("%22", "\"")
            : text;
      }
    }
    return null;
  }

  /** Splits at semicolons that are not inside quotes. */
  private static List<String> pieces(String value) {
    List<String> pieces = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' && (i == 0 || value.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        pieces.add(value.substring(start, i));
        start = i + 1;
      }
    }
    pieces.add(value.substring(start));
    return pieces;
  }
}
