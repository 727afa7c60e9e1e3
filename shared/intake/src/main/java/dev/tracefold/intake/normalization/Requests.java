package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.intake.PayloadJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request that an event is about, in one shape whatever the SDK sent: headers, cookies and
 * the query are lists of pairs, and the body is what its text stands for, so that each value is
 * scrubbed by the name that it goes by; the URL ends before its query.
 */
public final class Requests {

  private static final String HEADERS = "headers";
  private static final String COOKIES = "cookies";
  private static final String QUERY = "query_string";
  private static final String USER_AGENT = "User-Agent";
  private static final String BODY = "data";
  private static final String CONTENT_TYPE = "inferred_content_type";

  /** Pairs of names without blanks; what is only padded ("dGV4dA==") is none. */
  private static final Pattern FORM =
      Pattern.compile("[\\w.%+\\[\\]-]+=(?:[^=\\s&][^\\s&]*)?(?:&[\\w.%+\\[\\]-]+=[^\\s&]*)*");

  private final ObjectNode request;

  private Requests(ObjectNode request) {
    this.request = request;
  }

  static void normalize(ObjectNode payload, EventErrors errors) {
    JsonNode sent = payload.get("request");
    if (sent instanceof ObjectNode request) {
      new Requests(request).normalize();
    } else if (sent != null) {
      payload.remove("request");
      if (!sent.isNull()) {
        errors.add(EventErrors.INVALID_DATA, "request", sent);
      }
    }
  }

  /** The user agent behind the request of a normalised event, or null. */
  public static @Nullable String userAgent(ObjectNode payload) {
    return header(payload, USER_AGENT);
  }

  /** A header of a normalised event, or null. */
  static @Nullable String header(ObjectNode payload, String name) {
    for (JsonNode pair : payload.path("request").path(HEADERS)) {
      if (pair.path(0).asText().equals(name) && pair.path(1).isTextual()) {
        return pair.path(1).textValue();
      }
    }
    return null;
  }

  /** Browsers do not write into their reports what they are; the request that brought them says. */
  static void addUserAgent(ObjectNode payload, String userAgent) {
    if (userAgent(payload) != null) {
      return;
    }
    ObjectNode request =
        payload.get("request") instanceof ObjectNode found ? found : payload.putObject("request");
    ArrayNode headers =
        request.get(HEADERS) instanceof ArrayNode found ? found : request.putArray(HEADERS);
    headers.addArray().add(USER_AGENT).add(userAgent);
  }

  private void normalize() {
    String method = Texts.member(request, "method");
    if (method != null) {
      request.put("method", method.strip().toUpperCase(Locale.ROOT));
    }
    url();
    pairs(QUERY, "&");
    headers();
    pairs(COOKIES, ";");
    body();
  }

  private void url() {
    String url = Texts.member(request, "url");
    if (url == null) {
      return;
    }
    int hash = url.indexOf('#');
    if (hash >= 0) {
      putIfAbsent("fragment", url.substring(hash + 1));
      url = url.substring(0, hash);
    }
    int question = url.indexOf('?');
    if (question >= 0) {
      putIfAbsent(QUERY, url.substring(question + 1));
      url = url.substring(0, question);
    }
    request.put("url", url);
  }

  private void headers() {
    pairs(HEADERS, null);
    if (!(request.get(HEADERS) instanceof ArrayNode headers)) {
      return;
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode pair : headers) {
      String name = capitalized(pair.path(0).asText());
      if (name.equals("Cookie") && pair.path(1).isTextual() && !request.hasNonNull(COOKIES)) {
        request.put(COOKIES, pair.path(1).textValue());
        continue;
      }
      if (name.equals("Content-Type") && pair.path(1).isTextual()) {
        String type = pair.path(1).textValue();
        int parameters = type.indexOf(';');
        putIfAbsent(CONTENT_TYPE, (parameters < 0 ? type : type.substring(0, parameters)).strip());
      }
      kept.addArray().add(name).add(pair.path(1));
    }
    request.set(HEADERS, kept);
  }

  /** A text that is no JSON and no form stays one. */
  private void body() {
    String text = Texts.member(request, BODY);
    if (text == null) {
      return;
    }
    if (text.startsWith("{") || text.startsWith("[")) {
      PayloadJson.readInner(text)
          .ifPresent(
              json -> {
                request.set(BODY, json);
                request.put(CONTENT_TYPE, "application/json");
              });
    } else if (!text.endsWith("=") && FORM.matches(text)) {
      ObjectNode form = request.putObject(BODY);
      ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
      parse(pairs, text, "&");
      pairs.forEach(pair -> form.set(pair.get(0).textValue(), pair.get(1)));
      request.put(CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
  }

  /**
   * Makes a member a list of pairs; what cannot be one stays as it is.
   *
   * @param separator of a text that holds pairs, or null if no text does
   */
  private void pairs(String name, @Nullable String separator) {
    JsonNode sent = request.get(name);
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
    if (sent instanceof ObjectNode map) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      map.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
      sorted.forEach((key, value) -> add(pairs, key, value));
    } else if (sent instanceof ArrayNode list) {
      for (JsonNode pair : list) {
        if (pair.isArray() && pair.size() == 2 && pair.get(0).isTextual()) {
          add(pairs, pair.get(0).textValue(), pair.get(1));
        }
      }
    } else if (separator != null && sent != null && sent.isTextual()) {
      parse(pairs, sent.textValue(), separator);
    } else {
      return;
    }
    if (pairs.isEmpty()) {
      request.remove(name);
    } else {
      request.set(name, pairs);
    }
  }

  private static void parse(ArrayNode pairs, String text, String separator) {
    String bare = text.startsWith("?") ? text.substring(1) : text;
    for (String part : bare.split(separator, -1)) {
      if (!part.isBlank()) {
        int equals = part.indexOf('=');
        String key = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        pairs.addArray().add(decoded(key.strip())).add(decoded(value.strip()));
      }
    }
  }

  /** A header that was sent several times comes as a list. */
  private static void add(ArrayNode pairs, String key, JsonNode value) {
    String text = Texts.scalar(value);
    if (text == null && value.isArray()) {
      StringBuilder joined = new StringBuilder();
      for (JsonNode part : value) {
        joined.append(joined.isEmpty() ? "" : ",").append(part.asText());
      }
      text = joined.toString();
    }
    if (!value.isNull()) {
      pairs.addArray().add(key).add(text == null ? JsonTree.write(value) : text);
    }
  }

  private void putIfAbsent(String name, String value) {
    if (!request.hasNonNull(name) && !value.isEmpty()) {
      request.put(name, value);
    }
  }

  /** A text that is no valid encoding is taken as it stands. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Names of headers differ in case from one server to the next: {@code user-agent}. */
  private static String capitalized(String name) {
    StringBuilder text = new StringBuilder(name.length());
    boolean first = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
      first = c == '-';
    }
    return text.toString();
  }
}
