package dev.tracefold.intake.scrubbing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scrubs JSON in place. A field whose name says that it is secret loses its value, whatever it
 * holds; every other text loses what looks secret in it, and a value of data that still speaks of a
 * password or the like is lost as a whole. What grouping and saving need to be true (ids, times,
 * types, code positions) is left alone.
 */
public final class Scrubber {

  /** Parts of an event that hold no data of people, or that must not change. */
  private static final Set<String> KEPT =
      Set.of(
          "type",
          "level",
          "platform",
          "timestamp",
          "start_timestamp",
          "received",
          "project",
          "key_id",
          "version",
          "release",
          "dist",
          "environment",
          "checksum",
          "logger");

  /** Such parts that are lists or objects. */
  private static final Set<String> KEPT_WHOLE =
      Set.of("grouping_config", "debug_meta", "sdk", "modules", "fingerprint");

  /** Ids of hex digits, of which some look like numbers of cards. */
  private static final Set<String> IDS =
      Set.of(
          "event_id",
          "trace_id",
          "span_id",
          "parent_span_id",
          "segment_id",
          "profile_id",
          "profiler_id",
          "replay_id");

  /** A UUID with its dashes. */
  private static final int ID_LENGTH_MAX = 36;

  /** What normalisation found wrong, with the values that it refused. */
  private static final String ERRORS = "errors";

  private final ScrubbingSettings settings;
  private final SensitiveNames names;

  private Scrubber(ScrubbingSettings settings) {
    this.settings = settings;
    this.names = new SensitiveNames(settings);
  }

  /** Scrubs an event by the default rules and those of the project. */
  public static void scrub(ObjectNode event, ScrubbingSettings settings) {
    if (!settings.enabled() && !settings.scrubAddresses()) {
      return;
    }
    Scrubber scrubber = new Scrubber(settings);
    for (var member : event.properties()) {
      String name = member.getKey();
      if (name.equals(ERRORS)) {
        scrubber.errors(member.getValue());
      } else if (name.equals("logentry") && member.getValue() instanceof ObjectNode entry) {
        LogParameters.scrub(entry, whole -> scrubber.value(whole, Region.PROSE));
      } else if (!isKept(name, member.getValue())) {
        member.setValue(scrubber.member(name, member.getValue(), Region.of(name)));
      }
    }
  }

  /** Scrubs JSON that is no event, as data from end to end; what is left of it. */
  public static JsonNode scrubData(JsonNode data, ScrubbingSettings settings) {
    return new Scrubber(settings).value(data, Region.DATA);
  }

  /** Scrubs a text that belongs to no field, such as a person's comment. */
  public static String scrub(String text, ScrubbingSettings settings) {
    return new Scrubber(settings).text(text, Region.PROSE);
  }

  /** A refused value has left the field that told whether it is secret: in doubt it goes. */
  private void errors(JsonNode errors) {
    for (JsonNode error : errors) {
      if (error instanceof ObjectNode entry && entry.hasNonNull("value")) {
        JsonNode value = entry.get("value");
        String name = entry.path("name").asText();
        boolean ofTag = name.startsWith("tags.") && name.endsWith(".1");
        boolean goes =
            settings.enabled() && (ofTag || names.cover(name) || names.cover(value.asText()));
        entry.set("value", goes ? filtered(value, Secrets.FILTERED) : value(value, Region.DATA));
      }
    }
  }

  private JsonNode member(String name, JsonNode value, Region region) {
    if (names.spare(name) || isKept(name, value, region)) {
      return value;
    }
    if (name.equalsIgnoreCase("ip_address") || name.equalsIgnoreCase("remote_addr")) {
      return settings.scrubAddresses() ? filtered(value, Addresses.MARK) : value;
    }
    if (settings.enabled() && names.cover(name)) {
      return filtered(value, Secrets.FILTERED);
    }
    return value(value, region);
  }

  private static boolean isKept(String name, JsonNode value) {
    return KEPT_WHOLE.contains(name) || (KEPT.contains(name) && !value.isContainerNode());
  }

  private static boolean isKept(String name, JsonNode value, Region region) {
    return (region == Region.POSITION && !value.isContainerNode())
        || (IDS.contains(name) && isHex(value.asText()));
  }

  private static boolean isHex(String text) {
    return text.length() <= ID_LENGTH_MAX
        && text.chars().allMatch(c -> c == '-' || Character.digit(c, 16) >= 0);
  }

  private JsonNode value(JsonNode value, Region region) {
    if (value instanceof ObjectNode object) {
      for (var member : object.properties()) {
        String name = member.getKey();
        member.setValue(member(name, member.getValue(), region.within(name)));
      }
    } else if (value instanceof ArrayNode array) {
      String name = region == Region.SOURCE ? null : nameOfPair(array);
      for (int i = 0; i < array.size(); i++) {
        JsonNode element = array.get(i);
        array.set(i, name == null ? value(element, region) : ofPair(name, i, element, region));
      }
    } else if (value.isTextual()) {
      String text = value.textValue();
      String clean = text(text, region);
      return clean.equals(text) ? value : TextNode.valueOf(clean);
    } else if (value.isIntegralNumber()
        && region == Region.DATA
        && settings.enabled()
        && settings.defaults()
        && Secrets.isCard(value.asText())) {
      return TextNode.valueOf(Secrets.FILTERED);
    }
    return value;
  }

  /** The name of a pair stays, as those of fields do. */
  private JsonNode ofPair(String name, int index, JsonNode element, Region region) {
    if (index == 1) {
      return member(name, element, region);
    }
    return NamedValues.isName(name) ? value(element, Region.PROSE) : value(element, region);
  }

  private String text(String text, Region region) {
    String clean = text;
    if (settings.enabled()) {
      clean = settings.defaults() ? Secrets.scrub(clean) : clean;
      clean = region == Region.SOURCE ? clean : NamedValues.scrub(clean, names);
      if (region == Region.DATA && NamedValues.leaveWord(clean, names)) {
        return Secrets.FILTERED;
      }
    }
    return settings.scrubAddresses() ? Addresses.scrub(clean) : clean;
  }

  /** Tags and headers are lists of pairs: the first element names the second. */
  private static @Nullable String nameOfPair(ArrayNode array) {
    return array.size() == 2 && array.get(0).isTextual() ? array.get(0).textValue() : null;
  }

  /** A filled value becomes the mark; what is empty says nothing and stays. */
  private static JsonNode filtered(JsonNode value, String mark) {
    boolean empty =
        value.isNull()
            || (value.isTextual() && value.textValue().isEmpty())
            || (value.isContainerNode() && value.isEmpty());
    return empty ? value : TextNode.valueOf(mark);
  }
}
