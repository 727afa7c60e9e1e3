package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys of an event: old names become today's, unknown ones are noted (event-saving 3.1). */
final class Keys {

  private static final String PREFIX = "sentry.interfaces.";

  /** Another name of a key. */
  private record Alias(String alias, String name) {}

  /** Where several stand for one key, the first that is there counts. */
  private static final List<Alias> ALIASES =
      List.of(
          new Alias(PREFIX + "Message", "logentry"),
          new Alias("message", "logentry"),
          new Alias(PREFIX + "Exception", "exception"),
          new Alias(PREFIX + "Stacktrace", "stacktrace"),
          new Alias(PREFIX + "Template", "template"),
          new Alias(PREFIX + "Http", "request"),
          new Alias(PREFIX + "User", "user"),
          new Alias(PREFIX + "Csp", "csp"),
          new Alias(PREFIX + "Hpkp", "hpkp"),
          new Alias(PREFIX + "ExpectCT", "expectct"),
          new Alias(PREFIX + "ExpectStaple", "expectstaple"),
          new Alias(PREFIX + "Breadcrumbs", "breadcrumbs"),
          new Alias(PREFIX + "Contexts", "contexts"),
          new Alias(PREFIX + "Threads", "threads"),
          new Alias(PREFIX + "DebugMeta", "debug_meta"));

  private static final Set<String> OBSOLETE =
      Set.of("applecrashreport", "device", "repos", "query");

  private static final Set<String> KNOWN =
      Set.of(
          "event_id",
          "level",
          "version",
          "type",
          "fingerprint",
          "culprit",
          "transaction",
          "transaction_info",
          "time_spent",
          "logentry",
          "logger",
          "modules",
          "platform",
          "timestamp",
          "start_timestamp",
          "received",
          "server_name",
          "release",
          "dist",
          "environment",
          "site",
          "user",
          "request",
          "contexts",
          "breadcrumbs",
          "exception",
          "stacktrace",
          "template",
          "threads",
          "tags",
          "extra",
          "debug_meta",
          "sdk",
          "ingest_path",
          "errors",
          "key_id",
          "project",
          "grouping_config",
          "checksum",
          "csp",
          "hpkp",
          "expectct",
          "expectstaple",
          "spans",
          "measurements",
          "breakdowns",
          "scraping_attempts",
          "_metrics",
          "_meta",
          "_relay_processed");

  private Keys() {}

  /** Renames and clears keys in place; the name of today wins over an old one. */
  static void normalize(ObjectNode payload, EventErrors errors) {
    for (Alias other : ALIASES) {
      JsonNode value = payload.remove(other.alias());
      if (value != null && !payload.hasNonNull(other.name())) {
        payload.set(other.name(), value);
      }
    }
    JsonNode sdk = payload.remove("client_sdk");
    if (sdk != null && !payload.has("sdk")) {
      payload.set("sdk", sdk);
    }
    for (var member : new ArrayList<>(payload.properties())) {
      String name = member.getKey();
      if (OBSOLETE.contains(name)) {
        payload.remove(name);
      } else if (!KNOWN.contains(name)) {
        errors.add(EventErrors.INVALID_ATTRIBUTE, name, null);
        payload.putNull(name);
      }
    }
  }
}
