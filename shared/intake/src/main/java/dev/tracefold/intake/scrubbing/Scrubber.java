package dev.tracefold.intake.scrubbing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scrubs a payload in place. A field whose name says that it is secret loses its value, whatever it
 * holds; every other text loses what looks secret in it. What grouping and saving need to be true
 * (ids, times, types, code positions) is left alone.
 */
public final class Scrubber {

  /** Parts of names of secret fields: those of Sentry's default rules. */
  private static final List<String> SENSITIVE =
      List.of(
          "password",
          "passwd",
          "secret",
          "api_key",
          "apikey",
          "access_token",
          "auth",
          "credentials",
          "mysql_pwd",
          "privatekey",
          "private_key",
          "private-key",
          "token",
          "sessionid",
          "phpsessid",
          "csrf",
          "xsrf",
          "set-cookie",
          "card[number]",
          "creditcard",
          "credit_card",
          "cc_number");

  /** Names that are secret as they stand, but not as a part of others. */
  private static final Set<String> SENSITIVE_WHOLE =
      Set.of("ssn", "cvv", "cvc", "jwt", "pwd", "cookie", "cookies", "bearer");

  /** Names that hold a sensitive part and are not secret. */
  private static final Set<String> HARMLESS =
      Set.of("author", "authors", "author_name", "authenticated", "authority", "token_count");

  /** Parts of an event that hold no data of people, or that must not change. */
  private static final Set<String> KEPT =
      Set.of(
          "event_id",
          "type",
          "level",
          "platform",
          "timestamp",
          "start_timestamp",
          "received",
          "project",
          "key_id",
          "version",
          "grouping_config",
          "debug_meta",
          "sdk",
          "modules",
          "release",
          "dist",
          "environment",
          "fingerprint",
          "checksum",
          "logger");

  /** Members of frames that say where in the code they are. */
  private static final Set<String> CODE =
      Set.of(
          "function",
          "raw_function",
          "module",
          "package",
          "filename",
          "abs_path",
          "platform",
          "symbol",
          "lineno",
          "colno",
          "in_app");

  /** What normalisation found wrong, with the values that it refused. */
  private static final String ERRORS = "errors";

  private final ScrubbingSettings settings;

  /** Of the names met so far: those of frames come again and again. */
  private final Map<String, Boolean> sensitive = new HashMap<>();

  private Scrubber(ScrubbingSettings settings) {
    this.settings = settings;
  }

  /** Scrubs a payload by the default rules and those of the project. */
  public static void scrub(ObjectNode payload, ScrubbingSettings settings) {
    if (!settings.enabled()) {
      return;
    }
    Scrubber scrubber = new Scrubber(settings);
    for (var member : payload.properties()) {
      if (member.getKey().equals(ERRORS)) {
        scrubber.errors(member.getValue());
      } else if (!KEPT.contains(member.getKey())) {
        member.setValue(scrubber.member(member.getKey(), member.getValue()));
      }
    }
  }

  /** Scrubs a text that belongs to no field, such as a person's comment. */
  public static String scrub(String text, ScrubbingSettings settings) {
    return settings.enabled() ? Secrets.scrub(text, settings.scrubAddresses()) : text;
  }

  /** A refused value has left the field that told whether it is secret: in doubt it goes. */
  private void errors(JsonNode errors) {
    for (JsonNode error : errors) {
      if (error instanceof ObjectNode entry && entry.path("value").isTextual()) {
        String name = entry.path("name").asText();
        boolean ofTag = name.startsWith("tags.") && name.endsWith(".1");
        boolean mayNameSecret =
            isSensitive(entry.get("value").textValue().toLowerCase(Locale.ROOT));
        boolean goes = ofTag || mayNameSecret || isSensitive(name.toLowerCase(Locale.ROOT));
        entry.set("value", goes ? TextNode.valueOf(Secrets.FILTERED) : text(entry.get("value")));
      }
    }
  }

  private JsonNode member(String name, JsonNode value) {
    String field = name.toLowerCase(Locale.ROOT);
    if (settings.safeFields().contains(field) || (CODE.contains(field) && !value.isObject())) {
      return value;
    }
    if (field.equals("ip_address") || field.equals("remote_addr")) {
      return settings.scrubAddresses() ? filtered(value, "[ip]") : value;
    }
    return sensitive.computeIfAbsent(field, this::isSensitive)
        ? filtered(value, Secrets.FILTERED)
        : value(value);
  }

  private JsonNode value(JsonNode value) {
    if (value instanceof ObjectNode object) {
      for (var member : object.properties()) {
        member.setValue(member(member.getKey(), member.getValue()));
      }
    } else if (value instanceof ArrayNode array) {
      String name = nameOfPair(array);
      for (int i = 0; i < array.size(); i++) {
        JsonNode element = array.get(i);
        array.set(i, name != null && i == 1 ? member(name, element) : value(element));
      }
    }
    return value.isTextual() ? text(value) : value;
  }

  private JsonNode text(JsonNode value) {
    String text = value.textValue();
    String clean = Secrets.scrub(text, settings.scrubAddresses());
    return clean.equals(text) ? value : TextNode.valueOf(clean);
  }

  /** Tags and headers are lists of pairs: the first element names the second. */
  private static @Nullable String nameOfPair(ArrayNode array) {
    return array.size() == 2 && array.get(0).isTextual() && !array.get(1).isContainerNode()
        ? array.get(0).textValue()
        : null;
  }

  private boolean isSensitive(String field) {
    if (HARMLESS.contains(field)) {
      return false;
    }
    return SENSITIVE_WHOLE.contains(field)
        || containsOne(field, SENSITIVE)
        || containsOne(field, settings.sensitiveFields());
  }

  private static boolean containsOne(String field, Collection<String> parts) {
    for (String part : parts) {
      if (field.contains(part)) {
        return true;
      }
    }
    return false;
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
