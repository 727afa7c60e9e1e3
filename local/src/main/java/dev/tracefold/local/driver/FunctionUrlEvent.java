package dev.tracefold.local.driver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The JSON that a Function URL makes of an HTTP request (payload format 2.0): header names in lower
 * case, repeated headers and query parameters joined by commas, cookies apart, and the body in
 * base64 unless it is declared as text.
 */
final class FunctionUrlEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private FunctionUrlEvent() {}

  static String of(HttpExchange exchange, byte[] body) {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", exchange.getRequestURI().getRawPath());
    event.put("rawQueryString", query);
    Map<String, String> headers = headers(exchange);
    String cookies = headers.remove("cookie");
    if (cookies != null) {
      List.of(cookies.split("; *")).forEach(event.putArray("cookies")::add);
    }
    headers.forEach(event.putObject("headers")::put);
    if (!query.isEmpty()) {
      parameters(query).forEach(event.putObject("queryStringParameters")::put);
    }
    event.set("requestContext", context(exchange, headers));
    boolean text = isText(headers) && isUtf8(body);
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
    return event.toString();
  }

  private static ObjectNode context(HttpExchange exchange, Map<String, String> headers) {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    String host = headers.getOrDefault("host", "localhost");
    ObjectNode context = JSON.createObjectNode();
    context.put("accountId", "anonymous");
    context.put("apiId", "local");
    context.put("domainName", host);
    context.put("domainPrefix", host.replaceFirst("\\..*", ""));
    ObjectNode http = context.putObject("http");
    http.put("method", exchange.getRequestMethod());
    http.put("path", exchange.getRequestURI().getRawPath());
    http.put("protocol", exchange.getProtocol());
    http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    http.put("userAgent", headers.getOrDefault("user-agent", ""));
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", "$default");
    context.put("stage", "$default");
    context.put("time", TIME.format(now));
    context.put("timeEpoch", now.toInstant().toEpochMilli());
    return context;
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    var headers = new LinkedHashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return headers;
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.merge(decoded(name), decoded(value), (one, other) -> one + "," + other);
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray percent sign stays what it is
    }
  }

  private static boolean isText(Map<String, String> headers) {
    String type =
        headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT).replaceFirst(";.*", "");
    return !headers.containsKey("content-encoding")
        && (type.startsWith("text/")
            || List.of("application/json", "application/xml", "application/javascript")
                .contains(type.strip()));
  }

  private static boolean isUtf8(byte[] body) {
    return Arrays.equals(
        new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), body);
  }
}
