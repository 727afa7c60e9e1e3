package dev.tracefold.intake.normalization;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The path of a URL as browsers see it: what names a script better than its whole address. */
final class UrlPath {

  /** Characters that browsers encode in a path, besides controls and everything not ASCII. */
  private static final String ENCODED = " \"<>`{}";

  /** Characters that no host has; with one of them, a text is no URL. */
  private static final String NOT_IN_HOST = " #%/:<>?@[\\]^|";

  private static final int PORT_MAX = 65535;

  private static final List<String> HTTP = List.of("http:", "https:");
  private static final List<String> FILE = List.of("file:");
  private static final List<String> OPAQUE = List.of("applewebdata:");

  private UrlPath() {}

  /** The path, percent-encoded; empty if the text is no such URL, or its path is none or "/". */
  static Optional<String> of(String text) {
    if (startsWith(text, HTTP)) {
      return path(text, true, true);
    }
    if (startsWith(text, FILE)) {
      return path(text, true, false);
    }
    return startsWith(text, OPAQUE) ? path(text, false, false) : Optional.empty();
  }

  private static boolean startsWith(String text, List<String> schemes) {
    return schemes.stream()
        .anyMatch(
            scheme ->
                text.length() > scheme.length()
                    && text.substring(0, scheme.length()).equals(scheme));
  }

  private static Optional<String> path(String text, boolean special, boolean hostRequired) {
    String rest = text.substring(text.indexOf(':') + 1).strip();
    int end = firstOf(rest, "?#");
    rest = rest.substring(0, end);
    if (special) {
      rest = rest.replace('\\', '/');
    }
    int slashes = 0;
    while (slashes < rest.length()
        && rest.charAt(slashes) == '/'
        && (hostRequired || slashes < 2)) {
      slashes++;
    }
    if (slashes >= 2 || hostRequired) {
      String authority = rest.substring(slashes);
      int slash = firstOf(authority, "/");
      if (hostRequired && !isAuthority(authority.substring(0, slash))) {
        return Optional.empty();
      }
      rest = authority.substring(slash);
    }
    String path = encoded(withoutDots(rest));
    return path.isEmpty() || path.equals("/") ? Optional.empty() : Optional.of(path);
  }

  /** Whether the text names a host, and a port if it names one at all. */
  private static boolean isAuthority(String text) {
    String hostAndPort = text.substring(text.lastIndexOf('@') + 1).replaceAll("[\t\n\r]", "");
    int colon = hostAndPort.indexOf(':', hostAndPort.lastIndexOf(']') + 1);
    String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
    return isHost(host) && isPort(port);
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return host.endsWith("]") && host.indexOf(':') > 0;
    }
    String decoded = decoded(host);
    return !decoded.isEmpty()
        && decoded.chars().allMatch(c -> c > ' ' && c != 127 && NOT_IN_HOST.indexOf(c) < 0);
  }

  private static boolean isPort(String port) {
    String digits = port.replaceFirst("^0+", "");
    return digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && digits.length() <= 5
        && (digits.isEmpty() || Integer.parseInt(digits) <= PORT_MAX);
  }

  /** The text with percent-encoded bytes of ASCII characters undone. */
  private static String decoded(String text) {
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean encoded =
          text.charAt(i) == '%'
              && i + 2 < text.length()
              && HexFormat.isHexDigit(text.charAt(i + 1))
              && HexFormat.isHexDigit(text.charAt(i + 2));
      if (encoded) {
        decoded.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        decoded.append(text.charAt(i));
      }
    }
    return decoded.toString();
  }

  private static int firstOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      switch (segments[i].toLowerCase(Locale.ROOT).replace("%2e", ".")) {
        case "." -> {
          if (last) {
            kept.addLast("");
          }
        }
        case ".." -> {
          if (kept.size() > 1) {
            kept.removeLast();
          }
          if (last) {
            kept.addLast("");
          }
        }
        default -> kept.addLast(segments[i]);
      }
    }
    return String.join("/", kept);
  }

  private static String encoded(String path) {
    StringBuilder encoded = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c > ' ' && c < 127 && ENCODED.indexOf(c) < 0) {
        encoded.append((char) c);
      } else if (c != '\t' && c != '\n' && c != '\r') {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
