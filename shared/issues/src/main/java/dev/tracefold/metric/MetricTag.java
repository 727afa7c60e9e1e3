package dev.tracefold.metric;

import dev.tracefold.killswitch.KillSwitch;
import dev.tracefold.outcome.DataCategory;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tag of metrics with the values that it may have. Every further value would be a series to pay
 * for, and what events say must not decide how many there are: it counts as {@code other}.
 */
public enum MetricTag {
  /** What became of an item. */
  OUTCOME(
      "outcome",
      MetricDetail.FEW,
      Stream.of("accepted", "filtered", "rate_limited", "invalid", "abuse", "client_discard")),

  /** Kind of item (event-saving 17.2). */
  CATEGORY("category", Arrays.stream(DataCategory.values()).map(DataCategory::wireName)),

  /** Why an item was not saved, {@code none} where the outcome says everything. */
  REASON(
      "reason",
      "browser-extensions",
      "crash-report-limit",
      "discarded-hash",
      "error-message",
      "invalid_json",
      "ip-address",
      "legacy-browsers",
      "load-shed",
      "localhost",
      "missing_chunks",
      "missing_payload",
      "none",
      "not-stored",
      "payload",
      "project_id",
      "release-version",
      "too_large",
      "web-crawlers"),

  /** Platform of an event; {@code unknown} where it names none (event-saving 24). */
  PLATFORM(
      "platform",
      "as3",
      "c",
      "cfml",
      "cocoa",
      "csharp",
      "elixir",
      "go",
      "groovy",
      "haskell",
      "java",
      "javascript",
      "native",
      "node",
      "objc",
      "perl",
      "php",
      "python",
      "ruby",
      "unknown"),

  /** Whether what was timed came to its end. */
  RESULT("result", "success", "failure"),

  /** Whether creating an issue found that another function had created it. */
  CREATION("create_group_transaction.outcome", "no_group", "new_group"),

  /** A kill switch that was asked (event-saving 20.2). */
  KILL_SWITCH("killswitch_name", Arrays.stream(KillSwitch.values()).map(KillSwitch::option)),

  /** What a kill switch said. */
  DECISION("decision", "matched", "passed"),

  /** What an attachment is to its event (event-saving 16.1). */
  TYPE(
      "type",
      "event.applecrashreport",
      "event.attachment",
      "event.minidump",
      "event.screenshot",
      "event.view_hierarchy",
      "unreal.context",
      "unreal.logs");

  private static final String OTHER = "other";

  private final String wireName;
  private final MetricDetail least;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
  private final Set<String> values;

  MetricTag(String wireName, String... values) {
    this(wireName, Stream.of(values));
  }

  MetricTag(String wireName, Stream<String> values) {
    this(wireName, MetricDetail.ALL, values);
  }

  MetricTag(String wireName, MetricDetail least, Stream<String> values) {
    this.wireName = wireName;
    this.least = least;
    this.values = values.collect(Collectors.toUnmodifiableSet());
  }

  String wireName() {
    return wireName;
  }

  /** The least detail with which metrics have this tag. */
  MetricDetail least() {
    return least;
  }

  /**
   * A value of a tag.
   *
   * @param value one that the tag knows, or {@code other}
   */
  public record Tagged(MetricTag tag, String value) {
    public Tagged {
      value = tag.values.contains(value) ? value : OTHER;
    }
  }

  /** This tag with a value; one that it does not know, or null, becomes {@code other}. */
  public Tagged with(@Nullable String value) {
    return new Tagged(this, value == null ? OTHER : value);
  }
}
