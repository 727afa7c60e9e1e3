package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/** Release, dist and environment: names that become rows, so that they have to be sound. */
final class Names {

  private static final int RELEASE_LENGTH_MAX = 200;
  private static final int DIST_LENGTH_MAX = 200;
  private static final int ENVIRONMENT_LENGTH_MAX = 64;

  private static final Set<String> NO_RELEASES = Set.of(".", "..", "latest");
  private static final Set<String> NO_ENVIRONMENTS = Set.of(".", "..", "none");

  private Names() {}

  static void normalize(ObjectNode payload, EventErrors errors) {
    JsonNode release = payload.get("release");
    if (release != null && release.isNumber()) {
      payload.put("release", release.asText());
    }
    keep(payload, "release", errors, RELEASE_LENGTH_MAX, NO_RELEASES, true);
    keep(payload, "environment", errors, ENVIRONMENT_LENGTH_MAX, NO_ENVIRONMENTS, false);
    dist(payload, errors);
  }

  private static void keep(
      ObjectNode payload,
      String name,
      EventErrors errors,
      int lengthMax,
      Set<String> refused,
      boolean emptyIsInvalid) {
    JsonNode sent = payload.remove(name);
    if (sent == null || sent.isNull()) {
      return;
    }
    String text = sent.isTextual() ? sent.textValue().strip() : null;
    if (text != null && text.isEmpty() && !emptyIsInvalid) {
      return;
    }
    if (text == null
        || text.isEmpty()
        || Texts.length(text) > lengthMax
        || refused.contains(text.toLowerCase(Locale.ROOT))
        || text.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\')) {
      errors.add(EventErrors.INVALID_DATA, name, sent);
    } else {
      payload.put(name, text);
    }
  }

  private static void dist(ObjectNode payload, EventErrors errors) {
    JsonNode sent = payload.remove("dist");
    if (sent == null || !sent.isTextual() || sent.textValue().isBlank()) {
      return;
    }
    String text = sent.textValue().strip();
    if (text.codePoints().allMatch(Names::isDistCharacter)) {
      payload.put("dist", cut(text));
    } else {
      errors.add(EventErrors.INVALID_DATA, "dist", sent);
    }
  }

  private static String cut(String dist) {
    return dist.length() <= DIST_LENGTH_MAX ? dist : dist.substring(0, DIST_LENGTH_MAX);
  }

  private static boolean isDistCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }
}
