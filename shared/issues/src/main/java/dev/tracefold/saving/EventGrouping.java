package dev.tracefold.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.EventReader;
import dev.tracefold.grouping.GroupedEvent;
import dev.tracefold.grouping.Grouper;
import dev.tracefold.grouping.Grouping;
import dev.tracefold.grouping.GroupingConfig;
import dev.tracefold.grouping.GroupingSetups;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.EventHashes;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.Metrics;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.receiving.EventPreparation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Groups an event by the configurations that its project asks for (event-saving 9): the primary one
 * decides; while a project moves between two, the secondary one's hashes help to find the issue; a
 * background one is only measured. Nothing that happens in the latter two can change or fail an
 * event, for events are values.
 */
public final class EventGrouping {

  /** Compiled rule texts: some for every project that one instance serves. */
  private static final int TEXTS_MAX = 256;

  /** Whether fingerprint rules may give titles, for the whole deployment. */
  private static final String CUSTOM_TITLES = "organizations:custom-event-title";

  private static final System.Logger LOG = System.getLogger(EventGrouping.class.getName());

  /**
   * What grouping gives.
   *
   * @param grouped the event as the primary configuration groups it
   * @param hashes what finds its issue
   * @param warnings options that could not be used, a sentence each
   */
  public record Grouped(GroupedEvent grouped, EventHashes hashes, List<String> warnings) {}

  private final GroupingSetups setups = new GroupingSetups(TEXTS_MAX);
  private final DoubleSupplier random;

  /**
   * @param random draws from 0 (included) to 1, for the sampling of background grouping
   */
  public EventGrouping(DoubleSupplier random) {
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * Groups an event; never fails.
   *
   * @param payload normalised, with its tags; not changed
   * @param deployment options of the whole deployment
   */
  public Grouped group(
      ObjectNode payload,
      ProjectOptions project,
      ProjectOptions deployment,
      Instant now,
      Metrics metrics) {
    ErrorEvent event = EventReader.read(payload);
    boolean backgroundFirst = deployment.flag("store.background-grouping-before", false);
    if (backgroundFirst) {
      measureBackground(event, project, deployment, metrics);
    }
    boolean customTitles = deployment.flag(CUSTOM_TITLES, true);
    List<Hash> secondary = secondary(event, project, now, metrics);
    GroupingSetups.Built built = primary(payload.path("grouping_config"), project, customTitles);
    GroupedEvent grouped = Grouper.group(event, built.setup());
    if (!backgroundFirst) {
      measureBackground(event, project, deployment, metrics);
    }
    return new Grouped(grouped, hashes(grouped.grouping(), secondary), built.warnings());
  }

  private static EventHashes hashes(Grouping grouping, List<Hash> secondary) {
    List<Hash> flat = new ArrayList<>(grouping.hashes());
    flat.addAll(secondary);
    return new EventHashes(
        flat, grouping.hierarchicalHashes().stream().map(Grouping.HierarchicalHash::hash).toList());
  }

  /** Groups a transaction, which finds no issue: its hash is only published (event-saving 18.1). */
  public Grouped groupTransaction(ObjectNode payload, ProjectOptions project) {
    GroupingSetups.Built built = primary(payload.path("grouping_config"), project, true);
    GroupedEvent grouped = Grouper.group(EventReader.read(payload), built.setup());
    return new Grouped(grouped, hashes(grouped.grouping(), List.of()), List.of());
  }

  /** The configuration stamped on the event, so that a change leaves events in flight alone. */
  private GroupingSetups.Built primary(
      JsonNode stamped, ProjectOptions project, boolean customTitles) {
    GroupingConfig config =
        Optional.ofNullable(stamped.path("id").textValue())
            .flatMap(GroupingConfig::find)
            .orElseGet(() -> EventPreparation.groupingConfig(project));
    return build(config.id(), project, customTitles);
  }

  private List<Hash> secondary(
      ErrorEvent event, ProjectOptions project, Instant now, Metrics metrics) {
    Optional<String> id = validId(project, "sentry:secondary_grouping_config");
    long expiry = project.integer("sentry:secondary_grouping_expiry").orElse(0);
    // An end that no clock can show is stored as easily as any other.
    Instant end = Instant.ofEpochSecond(Math.clamp(expiry, 0, Instant.MAX.getEpochSecond()));
    if (id.isEmpty() || end.isBefore(now)) {
      return List.of();
    }
    try {
      return metrics.time(
          Metric.SECONDARY_GROUPING,
          () -> Grouper.group(event, build(id.get(), project, true).setup()).grouping().hashes());
    } catch (RuntimeException swallowed) {
      LOG.log(System.Logger.Level.WARNING, "secondary grouping failed", swallowed);
      return List.of();
    }
  }

  private void measureBackground(
      ErrorEvent event, ProjectOptions project, ProjectOptions deployment, Metrics metrics) {
    try {
      double rate =
          deployment
              .json("store.background-grouping-sample-rate")
              .map(JsonNode::asDouble)
              .orElse(0.0);
      Optional<String> id = validId(deployment, "store.background-grouping-config-id");
      if (rate <= 0 || random.getAsDouble() > rate || id.isEmpty()) {
        return;
      }
      metrics.time(
          Metric.BACKGROUND_GROUPING,
          () -> Grouper.group(event, build(id.get(), project, true).setup()));
    } catch (RuntimeException swallowed) {
      LOG.log(System.Logger.Level.WARNING, "background grouping failed", swallowed);
    }
  }

  private GroupingSetups.Built build(String id, ProjectOptions project, boolean customTitles) {
    return setups.build(
        id,
        project.text("sentry:grouping_enhancements").orElse(""),
        project.text("sentry:fingerprinting_rules").orElse(""),
        customTitles);
  }

  private static Optional<String> validId(ProjectOptions options, String name) {
    return options.text(name).filter(id -> GroupingConfig.find(id).isPresent());
  }
}
