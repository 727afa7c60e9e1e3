package dev.tracefold.intake.filter;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Collectors;

/** What robots call themselves, and what extensions of browsers leave in errors of pages. */
final class KnownNoise {

  /** Parts of user agents of robots; a name in general ends where a version or a remark begins. */
  private static final Pattern CRAWLER =
      anyOf(
          List.of(
              "Mediapartners-Google",
              "AdsBot-Google",
              "Googlebot",
              "FeedFetcher-Google",
              "BingBot",
              "BingPreview",
              "Baiduspider",
              "Slurp",
              "Sogou",
              "facebook",
              "ia_archiver",
              "bots?[/\\s\\);]",
              "spider[/\\s\\);]",
              "Slack",
              "Calypso\\sAppCrawler",
              "pingdom",
              "lyticsbot",
              "AWS\\sSecurity\\sScanner"));

  private static final Pattern EXTENSION_VALUE =
      anyOf(
          List.of(
              "top\\.GLOBALS",
              "originalCreateNotification",
              "canvas\\.contentDocument",
              "MyApp_RemoveAllHighlights",
              "http://tt\\.epicplay\\.com",
              "Can't find variable: ZiteReader",
              "jigsaw is not defined",
              "ComboSearch is not defined",
              "http://loading\\.retry\\.widdit\\.com/",
              "atomicFindClose",
              "fb_xd_fragment",
              "bmi_SafeAddOnload",
              "EBCallBackMessageReceived",
              "_gCrWeb",
              "conduitPage",
              "null is not an object \\(evaluating 'elt\\.parentNode'\\)",
              "plugin\\.setSuspendState is not a function",
              "Extension context invalidated"));

  private static final Pattern EXTENSION_SOURCE =
      anyOf(
          List.of(
              "graph\\.facebook\\.com",
              "connect\\.facebook\\.net",
              "eatdifferent\\.com\\.woopra-ns\\.com",
              "static\\.woopra\\.com/js/woopra\\.js",
              "^chrome(?:-extension)?://",
              "^moz-extension://",
              "^safari(?:-web)?-extension://",
              "127\\.0\\.0\\.1:4001/isrunning",
              "webappstoolbarba\\.texthelp\\.com/",
              "metrics\\.itunes\\.apple\\.com\\.edgesuite\\.net/",
              "kaspersky-labs\\.com"));

  private KnownNoise() {}

  /** Whether a user agent is that of a robot. */
  static boolean isCrawler(String userAgent) {
    return CRAWLER.matcher(userAgent).find();
  }

  /** Whether the value of an exception is known from extensions. */
  static boolean isOfExtension(String value) {
    return EXTENSION_VALUE.matcher(value).find();
  }

  /** Whether a script is one of an extension. */
  static boolean isSourceOfExtension(String path) {
    return EXTENSION_SOURCE.matcher(path).find();
  }

  private static Pattern anyOf(List<String> parts) {
    return Pattern.compile(
        parts.stream()
            .map(part -> "(?:" + part + ")")
            .collect(Collectors.joining("|", "(?i)", "")));
  }
}
