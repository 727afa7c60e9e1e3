package dev.tracefold.local.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.ratelimit.RateLimits;

/** The options that a project may have, by the names under which Sentry and others know them. */
enum ProjectOption implements Settable {
  GROUPING_CONFIG(
      "sentry:grouping_config", OptionValue::groupingConfig, "How new events are grouped."),
  OPTION_EPOCH(
      "sentry:option-epoch",
      OptionValue::natural,
      "Age of the defaults: 1 to 3 group as projects of that time do."),
  SECONDARY_GROUPING_CONFIG(
      "sentry:secondary_grouping_config",
      OptionValue::groupingConfig,
      "The configuration before, whose issues new events still find."),
  SECONDARY_GROUPING_EXPIRY(
      "sentry:secondary_grouping_expiry",
      OptionValue::natural,
      "Until when they do, in Unix seconds."),
  GROUPING_ENHANCEMENTS(
      "sentry:grouping_enhancements", OptionValue::enhancements, "Rules about stack frames."),
  FINGERPRINTING_RULES(
      "sentry:fingerprinting_rules", OptionValue::fingerprintRules, "Rules that group by more."),
  RESOLVE_AGE(
      "sentry:resolve_age", OptionValue::natural, "Hours unseen after which an issue is resolved."),
  STORE_CRASH_REPORTS(
      "sentry:store_crash_reports",
      OptionValue::crashReports,
      "Crash reports kept for an issue: 0 to 100, or -1 for all."),
  SCRUB_DATA("sentry:scrub_data", OptionValue::flag, "Whether secrets are removed (default true)."),
  SCRUB_DEFAULTS(
      "sentry:scrub_defaults",
      OptionValue::flag,
      "Whether by the default rules, and not only by the fields below (default true)."),
  SENSITIVE_FIELDS(
      "sentry:sensitive_fields", OptionValue::lines, "Parts of more names of secret fields."),
  SAFE_FIELDS("sentry:safe_fields", OptionValue::lines, "Names of fields that are never scrubbed."),
  SCRUB_IP_ADDRESS(
      "sentry:scrub_ip_address", OptionValue::flag, "Whether IP addresses are removed too."),
  ERROR_MESSAGES("sentry:error_messages", OptionValue::lines, "Globs of messages not wanted."),
  RELEASES("sentry:releases", OptionValue::lines, "Globs of releases not wanted."),
  BLACKLISTED_IPS(
      "sentry:blacklisted_ips", OptionValue::addresses, "Addresses and ranges not wanted."),
  LOCALHOST("filters:localhost", OptionValue::flag, "Whether events of localhost are dropped."),
  WEB_CRAWLERS("filters:web-crawlers", OptionValue::flag, "Whether those of robots are."),
  BROWSER_EXTENSIONS(
      "filters:browser-extensions", OptionValue::flag, "Whether errors of browser extensions are."),
  LEGACY_BROWSERS(
      "filters:legacy-browsers",
      OptionValue::legacyBrowsers,
      "true, or the browsers whose events are: ie9, safari_pre_6, ..."),
  RATE_LIMIT(
      RateLimits.PROJECT_OPTION,
      OptionValue::rateLimit,
      "What is let in: {\"count\": 1000, \"window\": 60}, in seconds."),
  KEY_RATE_LIMITS(
      RateLimits.KEYS_OPTION,
      OptionValue::keyRateLimits,
      "The same for each key: {\"KEY ID\": {...}}.");

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a method holds nothing
  private final OptionValue value;

  private final String description;

  ProjectOption(String wireName, OptionValue value, String description) {
    this.wireName = wireName;
    this.value = value;
    this.description = description;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public JsonNode read(String text) throws RefusedValue {
    return value.read(text);
  }
}
