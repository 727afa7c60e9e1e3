package dev.tracefold.local.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tracefold.attachment.CrashReportLimit;
import dev.tracefold.enhancement.BuiltinRules;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.fingerprint.FingerprintRules;
import dev.tracefold.grouping.GroupingConfig;
import dev.tracefold.intake.filter.FilterSettings;
import dev.tracefold.intake.filter.LegacyBrowser;
import dev.tracefold.killswitch.Conditions;
import dev.tracefold.killswitch.KillSwitch;
import dev.tracefold.ratelimit.RateLimit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a value that an operator wrote. Functions are lenient with what they find stored, so that
 * no event fails by it; here is the place to be told of a mistake.
 */
interface OptionValue {

  ObjectMapper JSON = new ObjectMapper();

  /** The value to be stored. */
  JsonNode read(String text) throws RefusedValue;

  static JsonNode flag(String text) throws RefusedValue {
    return switch (text) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> throw RefusedValue.of(text, "true or false");
    };
  }

  static JsonNode natural(String text) throws RefusedValue {
    return number(text, 0, Long.MAX_VALUE);
  }

  static JsonNode crashReports(String text) throws RefusedValue {
    return number(text, -1, CrashReportLimit.VALUE_MAX);
  }

  private static JsonNode number(String text, long min, long max) throws RefusedValue {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return JsonNodeFactory.instance.numberNode(number);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of bounds.
    }
    String upper = max == Long.MAX_VALUE ? "" : " to " + max;
    throw RefusedValue.of(text, "a whole number from %d%s".formatted(min, upper));
  }

  static JsonNode groupingConfig(String text) throws RefusedValue {
    if (GroupingConfig.find(text).isEmpty()) {
      throw RefusedValue.of(
          text,
          "one of "
              + GroupingConfig.ALL.stream()
                  .map(GroupingConfig::id)
                  .collect(Collectors.joining(", ")));
    }
    return TextNode.valueOf(text);
  }

  static JsonNode enhancements(String text) throws RefusedValue {
    try {
      Enhancements.parse(List.of(BuiltinRules.COMMON_2019_03_23), text);
      return TextNode.valueOf(text);
    } catch (RuleSyntaxException e) {
      throw new RefusedValue(e);
    }
  }

  static JsonNode fingerprintRules(String text) throws RefusedValue {
    try {
      FingerprintRules.parse(text);
      return TextNode.valueOf(text);
    } catch (RuleSyntaxException e) {
      throw new RefusedValue(e);
    }
  }

  /** A list, written one entry a line. */
  static JsonNode lines(String text) throws RefusedValue {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(list::add);
    if (list.isEmpty() || list.size() > FilterSettings.PATTERNS_MAX) {
      throw RefusedValue.of(
          list.size() + " lines", "1 to %d, one entry each".formatted(FilterSettings.PATTERNS_MAX));
    }
    return list;
  }

  static JsonNode addresses(String text) throws RefusedValue {
    JsonNode list = lines(text);
    for (JsonNode address : list) {
      if (!FilterSettings.isAddressOrRange(address.textValue())) {
        throw RefusedValue.of(
            address.textValue(), "an address or a range such as 203.0.113.0/24 or 2001:db8::/32");
      }
    }
    return list;
  }

  static JsonNode legacyBrowsers(String text) throws RefusedValue {
    if (text.equals("true") || text.equals("false")) {
      return flag(text);
    }
    JsonNode list = lines(text.replace(',', '\n'));
    for (JsonNode name : list) {
      if (LegacyBrowser.named(List.of(name.textValue())).isEmpty()) {
        throw RefusedValue.of(
            name.textValue(),
            "true, false, or a list of default, "
                + Stream.of(LegacyBrowser.values())
                    .map(browser -> browser.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")));
      }
    }
    return list;
  }

  static JsonNode rateLimit(String text) throws RefusedValue {
    JsonNode json = json(text);
    if (RateLimit.read(json).isEmpty()) {
      throw RefusedValue.of(
          text,
          "{\"count\": 0 to %d, \"window\": 1 to %d seconds}"
              .formatted(RateLimit.COUNT_MAX, RateLimit.WINDOW_MAX.toSeconds()));
    }
    return json;
  }

  static JsonNode keyRateLimits(String text) throws RefusedValue {
    JsonNode json = json(text);
    if (!json.isObject()) {
      throw RefusedValue.of(text, "a JSON object with a limit for each id of a key");
    }
    for (var limit : json.properties()) {
      natural(limit.getKey());
      rateLimit(limit.getValue().toString());
    }
    return json;
  }

  /** A part of all, from 0 to 1. */
  static JsonNode rate(String text) throws RefusedValue {
    try {
      double rate = Double.parseDouble(text);
      if (rate >= 0 && rate <= 1) {
        return JsonNodeFactory.instance.numberNode(rate);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of bounds.
    }
    throw RefusedValue.of(text, "a number from 0 to 1");
  }

  /** The conditions of a kill switch; each mistake is told with its place (event-saving 20.3). */
  static JsonNode conditions(KillSwitch killSwitch, String text) throws RefusedValue {
    JsonNode json = json(text);
    List<String> problems = Conditions.problems(killSwitch, json);
    if (!problems.isEmpty()) {
      throw RefusedValue.of(problems);
    }
    return json;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
