package dev.tracefold.metric;

import java.util.Set;

/**
 * The metrics of event-saving 24 that functions here report. Those about parts that do not exist
 * here (plugins, processing, buffers) have no place.
 */
public enum Metric {
  // Reported always: whether items get through, and how fast.
  /** Items by what became of them. */
  OUTCOMES(
      "events.outcomes",
      Unit.COUNT,
      MetricDetail.FEW,
      MetricTag.OUTCOME,
      MetricTag.CATEGORY,
      MetricTag.REASON),
  /** The whole of saving a batch of events. */
  SAVE("event_manager.save", Unit.SECONDS, MetricDetail.FEW, MetricTag.RESULT),
  /** From an event's arrival to the end of its saving. */
  TIME_TO_PROCESS("events.time-to-process", Unit.SECONDS, MetricDetail.FEW, MetricTag.PLATFORM),
  /** Events that have to be delivered again. */
  FAILED("events.failed", Unit.COUNT, MetricDetail.FEW),
  /** Issues that were created. */
  ISSUES_CREATED("group.created", Unit.COUNT, MetricDetail.FEW, MetricTag.PLATFORM),

  // What events are like.
  DISCARDED("events.discarded", Unit.COUNT, MetricTag.PLATFORM),
  /** From an event's own time to its arrival. */
  LATENCY("events.latency", Unit.SECONDS),
  /** Length of the compact JSON of a payload as it is stored. */
  PAYLOAD_SIZE("events.size.data.post_save", Unit.BYTES),
  /** Members of a payload that normalisation could not keep. */
  NORMALIZATION_ERRORS("events.post_save.normalize.errors", Unit.COUNT),
  /** Events that were saved although processing them failed in part (event-saving 19.1). */
  PROCESSING_ERRORS("event_manager.save.event_metrics.flag.processing.error", Unit.COUNT),
  PROCESSING_FATALS("event_manager.save.event_metrics.flag.processing.fatal", Unit.COUNT),
  KILL_SWITCHES("killswitches.run", Unit.COUNT, MetricTag.KILL_SWITCH, MetricTag.DECISION),
  NEXT_RELEASE_RESOLUTIONS("groupresolution.has_resolution.in_next_release", Unit.COUNT),
  SPANS("save_event.transaction.span_count", Unit.COUNT),

  // How long the steps of saving a batch take, in their order.
  PROJECTS("event_manager.save.project.get_from_cache", Unit.SECONDS, MetricTag.RESULT),
  NORMALIZATION("events.store.normalize.duration", Unit.SECONDS, MetricTag.RESULT),
  ATTRIBUTES("save_event.pull_out_data", Unit.SECONDS, MetricTag.RESULT),
  GROUPING("save_event.calculate_event_grouping", Unit.SECONDS, MetricTag.RESULT),
  SECONDARY_GROUPING("event_manager.secondary_grouping", Unit.SECONDS, MetricTag.RESULT),
  BACKGROUND_GROUPING("event_manager.background_grouping", Unit.SECONDS, MetricTag.RESULT),
  RELEASES("save_event.get_or_create_release_many", Unit.SECONDS, MetricTag.RESULT),
  EVENT_USERS("save_event.get_event_user_many", Unit.SECONDS, MetricTag.RESULT),
  ENVIRONMENTS("save_event.get_or_create_environment_many", Unit.SECONDS, MetricTag.RESULT),
  ISSUE_CREATION(
      "event_manager.create_group_transaction", Unit.SECONDS, MetricTag.CREATION, MetricTag.RESULT),
  SHORT_IDS("project.next_short_id", Unit.SECONDS, MetricTag.RESULT),
  CRASH_REPORTS("event_manager.filter_attachments_for_group", Unit.SECONDS, MetricTag.RESULT),
  PAYLOADS("save_event.nodestore_save_many", Unit.SECONDS, MetricTag.RESULT),
  COUNTING("save_event.tsdb_record_all_metrics", Unit.SECONDS, MetricTag.RESULT),
  RELEASE_ROWS(
      "save_event.get_or_create_release_associated_models", Unit.SECONDS, MetricTag.RESULT),
  ATTACHMENT_JOBS("event_manager.save_attachments", Unit.SECONDS, MetricTag.RESULT),
  ISSUE_STREAM("save_event.eventstream_insert_many", Unit.SECONDS, MetricTag.RESULT),
  OUTCOME_MESSAGES("save_event.track_outcome_accepted_many", Unit.SECONDS, MetricTag.RESULT),

  // Attachments, where they are assembled.
  ATTACHMENTS("attachments.received", Unit.COUNT, MetricTag.TYPE),
  /** Bytes of an attachment that is stored. */
  FILE_SIZE("filestore.file-size", Unit.BYTES);

  /** What a metric's values are in: counts are added up, the others kept one by one. */
  enum Unit {
    COUNT("Count"),
    SECONDS("Seconds"),
    BYTES("Bytes");

    private final String wireName;

    Unit(String wireName) {
      this.wireName = wireName;
    }

    /** Its name at CloudWatch. */
    String wireName() {
      return wireName;
    }
  }

  private final String wireName;
  private final Unit unit;
  private final MetricDetail least;

  @SuppressWarnings("ImmutableEnumChecker") // a set of Set.of never changes
  private final Set<MetricTag> tags;

  Metric(String wireName, Unit unit, MetricTag... tags) {
    this(wireName, unit, MetricDetail.ALL, tags);
  }

  Metric(String wireName, Unit unit, MetricDetail least, MetricTag... tags) {
    this.wireName = wireName;
    this.unit = unit;
    this.least = least;
    this.tags = Set.of(tags);
  }

  /** Its name with the prefix of all names (event-saving 17.4). */
  String wireName() {
    return "sentry." + wireName;
  }

  Unit unit() {
    return unit;
  }

  /** The least detail with which it is reported. */
  MetricDetail least() {
    return least;
  }

  Set<MetricTag> tags() {
    return tags;
  }
}
