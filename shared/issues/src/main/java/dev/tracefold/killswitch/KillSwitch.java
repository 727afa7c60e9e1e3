package dev.tracefold.killswitch;

import java.util.List;
import java.util.Optional;

/** The switches, with the facts that their conditions may name (event-saving 20.2). */
public enum KillSwitch {
  /** Drops an item before it is read; no outcome. */
  PIPELINE("store.load-shed-pipeline-projects", "project_id", "event_id", "has_attachments"),

  /** Drops an item after it is read; no outcome. */
  PARSED_PIPELINE(
      "store.load-shed-parsed-pipeline-projects",
      "organization_id",
      "project_id",
      "event_type",
      "has_attachments",
      "event_id"),

  /** Saves an event without processing it. */
  PROCESS_EVENT("store.load-shed-process-event-projects", "project_id", "event_id", "platform"),

  /** Saves an event without symbolication. */
  SYMBOLICATE_EVENT(
      "store.load-shed-symbolicate-event-projects",
      "project_id",
      "event_id",
      "platform",
      "symbolication_function"),

  /**
   * Drops an event where it would be saved; no outcome. A missing type or platform is the text
   * {@code none}.
   */
  SAVE_EVENT("store.load-shed-save-event-projects", "project_id", "event_type", "platform"),

  /**
   * Discards an event instead of creating an issue. A missing platform is null, and only matches
   * conditions that do not name it.
   */
  ISSUE_CREATION("store.load-shed-group-creation-projects", "project_id", "platform"),

  /** Symbolicates never in the queue of low priority. */
  LOW_PRIORITY_NEVER("store.symbolicate-event-lpq-never", "project_id"),

  /** Symbolicates always in the queue of low priority. */
  LOW_PRIORITY_ALWAYS("store.symbolicate-event-lpq-always", "project_id"),

  /** Skips the search for owners. */
  AUTO_ASSIGN("post_process.get-autoassign-owners", "project_id"),

  /** Skips deletion messages of reprocessing. */
  DELETE_OLD_PRIMARY_HASH("reprocessing2.drop-delete-old-primary-hash", "project_id"),

  /** Spreads the stream messages of a project. */
  RANDOM_PARTITIONS("kafka.send-project-events-to-random-partitions", "project_id", "message_type");

  private final String option;

  @SuppressWarnings("ImmutableEnumChecker") // a list of List.of never changes
  private final List<String> fields;

  KillSwitch(String option, String... fields) {
    this.option = option;
    this.fields = List.of(fields);
  }

  /** The name of the option that holds its conditions. */
  public String option() {
    return option;
  }

  /** The names of the facts that are asked about, in the order of the reference. */
  public List<String> fields() {
    return fields;
  }

  /** The switch of this option, or empty if there is none. */
  public static Optional<KillSwitch> of(String option) {
    for (KillSwitch killSwitch : values()) {
      if (killSwitch.option.equals(option)) {
        return Optional.of(killSwitch);
      }
    }
    return Optional.empty();
  }
}
