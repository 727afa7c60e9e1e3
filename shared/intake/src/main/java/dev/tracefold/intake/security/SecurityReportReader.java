package dev.tracefold.intake.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.event.BlockedUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes events of the reports that browsers send: content security policy (also as a list by the
 * Reporting API), public key pinning, Expect-CT and Expect-Staple.
 */
public final class SecurityReportReader {

  /** A browser batches a page's reports; more in one request are an attack. */
  public static final int REPORTS_MAX = 50;

  /** How the Reporting API names what the older reports call otherwise. */
  private static final Map<String, String> REPORTING_API_NAMES =
      Map.of(
          "documentURL", "document_uri",
          "blockedURL", "blocked_uri",
          "effectiveDirective", "effective_directive",
          "originalPolicy", "original_policy",
          "sourceFile", "source_file",
          "statusCode", "status_code",
          "lineNumber", "line_number",
          "columnNumber", "column_number",
          "sample", "script_sample");

  /** What a directive keeps from being loaded. */
  private static final Map<String, String> BLOCKED =
      Map.ofEntries(
          Map.entry("child-src", "child"),
          Map.entry("connect-src", "connect"),
          Map.entry("font-src", "font"),
          Map.entry("img-src", "image"),
          Map.entry("manifest-src", "manifest"),
          Map.entry("media-src", "media"),
          Map.entry("object-src", "object"),
          Map.entry("script-src", "script"),
          Map.entry("script-src-elem", "script"),
          Map.entry("style-src", "style"),
          Map.entry("style-src-elem", "style"));

  private SecurityReportReader() {}

  /** The events of a body, at most {@link #REPORTS_MAX}; empty if it holds no report. */
  public static List<ObjectNode> read(JsonNode body) {
    List<ObjectNode> events = new ArrayList<>();
    if (body.isArray()) {
      for (JsonNode report : body) {
        if (events.size() < REPORTS_MAX
            && report.path("type").asText().equals("csp-violation")
            && report.path("body") instanceof ObjectNode csp) {
          events.add(csp(csp));
        }
      }
    } else if (body.path("csp-report") instanceof ObjectNode csp) {
      events.add(csp(csp));
    } else if (body.path("expect-ct-report") instanceof ObjectNode report) {
      events.add(host("expectct", report, "Expect-CT failed for '%s'"));
    } else if (body.path("expect-staple-report") instanceof ObjectNode report) {
      events.add(host("expectstaple", report, "Expect-Staple failed for '%s'"));
    } else if (body instanceof ObjectNode report && report.has("known-pins")) {
      events.add(host("hpkp", report, "Public key pinning validation failed for '%s'"));
    }
    return events;
  }

  private static ObjectNode csp(ObjectNode sent) {
    ObjectNode report = withUnderscores(sent);
    if (!report.path("effective_directive").isTextual()) {
      String violated = report.path("violated_directive").asText().strip();
      report.put("effective_directive", violated.split("\\s", 2)[0]);
    }
    String directive = report.get("effective_directive").textValue();
    String uri = BlockedUri.normalize(report.path("blocked_uri").asText(""));
    ObjectNode event = event("csp", report, cspMessage(directive, uri));
    event.put("culprit", directive);
    event
        .putObject("tags")
        .put("effective-directive", directive)
        .put("blocked-uri", report.path("blocked_uri").asText());
    if (report.path("document_uri").isTextual()) {
      ObjectNode request = event.putObject("request");
      request.set("url", report.get("document_uri"));
      if (!report.path("referrer").asText().isEmpty()) {
        request.putArray("headers").addArray().add("Referer").add(report.get("referrer"));
      }
    }
    return event;
  }

  private static String cspMessage(String directive, String uri) {
    boolean local = uri.equals("'self'");
    String what = BLOCKED.get(directive);
    return switch (directive) {
      case "form-action" -> "Blocked 'form' action to '%s'".formatted(uri);
      case "script-src" ->
          local
              ? "Blocked unsafe (eval() or inline) 'script'"
              : "Blocked 'script' from '%s'".formatted(uri);
      case "script-src-elem" ->
          local ? "Blocked unsafe 'script' element" : "Blocked 'script' from '%s'".formatted(uri);
      case "style-src-elem" ->
          local ? "Blocked 'style' or 'link' element" : "Blocked 'style' from '%s'".formatted(uri);
      case "script-src-attr" -> attribute("inline script", local, uri);
      case "style-src-attr" -> attribute("style", local, uri);
      case "child-src" ->
          local ? "Blocked inline 'child'" : "Blocked 'child' source from '%s'".formatted(uri);
      default -> {
        String name = what == null ? directive : what;
        yield local
            ? "Blocked inline '%s'".formatted(name)
            : "Blocked '%s' from '%s'".formatted(name, uri);
      }
    };
  }

  private static String attribute(String what, boolean local, String uri) {
    String message = "Blocked " + what + " attribute";
    return local ? message : "%s from '%s'".formatted(message, uri);
  }

  private static ObjectNode host(String name, ObjectNode sent, String message) {
    ObjectNode report = withUnderscores(sent);
    String host = report.path("hostname").asText();
    ObjectNode event = event(name, report, message.formatted(host));
    event.putObject("tags").put("hostname", host);
    if (!host.isEmpty()) {
      event.putObject("request").put("url", host);
    }
    return event;
  }

  private static ObjectNode event(String name, ObjectNode report, String message) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.set(name, report);
    event.putObject("logentry").put("formatted", message);
    event.put("platform", "other");
    return event;
  }

  private static ObjectNode withUnderscores(ObjectNode report) {
    ObjectNode renamed = JsonNodeFactory.instance.objectNode();
    report
        .properties()
        .forEach(
            member ->
                renamed.set(
                    REPORTING_API_NAMES.getOrDefault(
                        member.getKey(), member.getKey().replace('-', '_')),
                    member.getValue()));
    return renamed;
  }
}
