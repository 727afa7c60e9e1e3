package dev.tracefold.grouping;

import dev.tracefold.event.BlockedUri;
import dev.tracefold.event.CspReport;
import dev.tracefold.event.HostReport;
import dev.tracefold.event.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grouping by a security report or a failed template (grouping 16). */
final class SecurityStrategy {

  private SecurityStrategy() {}

  /** The component of a failed template. */
  static Component template(Template template) {
    return Component.of(
        "template",
        List.of(
            ofNullable("filename", template.filename()),
            ofNullable("context-line", template.contextLine())));
  }

  /**
   * The component of a report about a host; it does not contribute without a host, so that such
   * reports do not share a hash with proper ones.
   */
  static Component host(String id, HostReport report) {
    if (report.hostname() == null) {
      return Component.empty(id).ignored("ignored because hostname is missing");
    }
    return Component.of(id, List.of(salt(id), Component.of("hostname", report.hostname())));
  }

  /** The component of a policy report; it does not contribute without a blocked URI. */
  static Component csp(CspReport report) {
    if (report.blockedUri() == null) {
      return Component.empty("csp").ignored("ignored because blocked_uri is missing");
    }
    String uri = BlockedUri.normalize(report.blockedUri());
    String violation = localScriptViolation(report, uri);
    Component violationComponent =
        violation == null
            ? Component.empty("violation").ignored("not a local script violation")
            : Component.of("violation", "'" + violation + "'");
    Component uriComponent = Component.of("uri", uri);
    List<ComponentValue> values = new ArrayList<>(3);
    values.add(salt(report.effectiveDirective()));
    values.add(violationComponent);
    values.add(
        violation == null ? uriComponent : uriComponent.ignored("violation takes precedence"));
    return Component.of("csp", values);
  }

  private static Component salt(@Nullable String text) {
    return Component.of("salt", List.of(Component.value(text))).hinted("a static salt");
  }

  private static Component ofNullable(String id, @Nullable String text) {
    return text == null ? Component.empty(id) : Component.of(id, text);
  }

  private static @Nullable String localScriptViolation(CspReport report, String uri) {
    String violated = report.violatedDirective();
    if (violated == null
        || !"script-src".equals(report.effectiveDirective())
        || !uri.equals(BlockedUri.SELF)) {
      return null;
    }
    if (violated.contains("'unsafe-inline'")) {
      return "unsafe-inline";
    }
    return violated.contains("'unsafe-eval'") ? "unsafe-eval" : null;
  }
}
