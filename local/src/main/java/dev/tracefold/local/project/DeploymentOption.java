package dev.tracefold.local.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.attachment.CrashReportLimit;
import dev.tracefold.killswitch.KillSwitch;

/**
 * The options of the whole deployment, which is one organisation (event-saving 26.3): kill
 * switches, background grouping, and what holds for projects that say nothing of their own.
 */
enum DeploymentOption implements Settable {
  PIPELINE(
      KillSwitch.PIPELINE, "Drops events unread: [{\"project_id\": 1, \"event_id\": null, ...}]."),
  PARSED_PIPELINE(KillSwitch.PARSED_PIPELINE, "Drops events once they are read."),
  SAVE_EVENT(KillSwitch.SAVE_EVENT, "Drops events before they are saved."),
  ISSUE_CREATION(KillSwitch.ISSUE_CREATION, "Discards events that would make a new issue."),
  BACKGROUND_CONFIG(
      "store.background-grouping-config-id",
      OptionValue::groupingConfig,
      "A configuration that is measured and changes nothing."),
  BACKGROUND_RATE(
      "store.background-grouping-sample-rate",
      OptionValue::rate,
      "The part of events that it is measured on, 0 to 1."),
  BACKGROUND_FIRST(
      "store.background-grouping-before",
      OptionValue::flag,
      "Whether that comes before the event's own grouping."),
  CUSTOM_TITLES(
      "organizations:custom-event-title",
      OptionValue::flag,
      "Whether fingerprint rules may give titles (default true)."),
  STORE_CRASH_REPORTS(
      CrashReportLimit.OPTION,
      OptionValue::crashReports,
      "Crash reports kept for an issue where its project says nothing.");

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a method holds nothing
  private final OptionValue value;

  private final String description;

  DeploymentOption(KillSwitch killSwitch, String description) {
    this(killSwitch.option(), text -> OptionValue.conditions(killSwitch, text), description);
  }

  DeploymentOption(String wireName, OptionValue value, String description) {
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
