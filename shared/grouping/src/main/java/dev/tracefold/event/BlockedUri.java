package dev.tracefold.event;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a content security policy blocked, without the parts that differ from visit to visit
 * (event-saving 10.2, grouping 16).
 */
public final class BlockedUri {

  /** The page's own origin, as policies spell it. */
  public static final String SELF = "'self'";

  /** Schemes that are written with slashes even where no authority follows. */
  private static final Set<String> SCHEMES_WITH_AUTHORITY =
      Set.of(
          "file",
          "ftp",
          "git",
          "git+ssh",
          "gopher",
          "http",
          "https",
          "imap",
          "mms",
          "nfs",
          "nntp",
          "prospero",
          "rsync",
          "rtsp",
          "rtspu",
          "sftp",
          "shttp",
          "snews",
          "svn",
          "svn+ssh",
          "telnet",
          "wais",
          "ws",
          "wss");

  private BlockedUri() {}

  /**
   * The host where the scheme is a web page's, else scheme and host.
   *
   * @param uri as the browser reports it; null counts as empty, which means the page itself
   */
  public static String normalize(@Nullable String uri) {
    if (uri == null || uri.isEmpty() || uri.equals(SELF) || uri.equals("self")) {
      return SELF;
    }
    if (uri.indexOf(':') < 0) {
      return join(uri, "");
    }
    String text = withoutLineBreaks(uri);
    int colon = text.indexOf(':');
    boolean hasScheme = isScheme(text, colon);
    String scheme = hasScheme ? text.substring(0, colon).toLowerCase(Locale.ROOT) : "";
    String authority = authority(hasScheme ? text.substring(colon + 1) : text);
    return scheme.equals("http") || scheme.equals("https") ? authority : join(scheme, authority);
  }

  private static String join(String scheme, String authority) {
    if (authority.isEmpty()) {
      if (scheme.isEmpty()) {
        return "";
      }
      return SCHEMES_WITH_AUTHORITY.contains(scheme) ? scheme + "://" : scheme + ":";
    }
    return scheme.isEmpty() ? "//" + authority : scheme + "://" + authority;
  }

  /** Whether what stands before the colon is a scheme, rather than a host before its port. */
  private static boolean isScheme(String text, int colon) {
    if (colon <= 0) {
      return false;
    }
    for (int i = 0; i < colon; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !isDigit(c) && c != '+' && c != '-' && c != '.') {
        return false;
      }
    }
    return text.startsWith("http:") || !isNumber(text, colon + 1);
  }

  private static boolean isNumber(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return start < text.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String authority(String rest) {
    if (!rest.startsWith("//")) {
      return "";
    }
    int end = 2;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return rest.substring(2, end);
  }

  private static String withoutLineBreaks(String text) {
    return text.replace("\t", "").replace("\r", "").replace("\n", "");
  }
}
