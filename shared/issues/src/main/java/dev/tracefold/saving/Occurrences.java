package dev.tracefold.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.DerivedTags;
import dev.tracefold.attribute.EventAttributes;
import dev.tracefold.attribute.MaterializedFields;
import dev.tracefold.grouping.GroupedPayload;
import dev.tracefold.intake.normalization.NormalizationContext;
import dev.tracefold.killswitch.KillSwitch;
import dev.tracefold.killswitch.KillSwitches;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.Metrics;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.receiving.EventPreparation;
import dev.tracefold.release.DatedRelease;
import dev.tracefold.release.ReleaseStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes occurrences of what arrived: preparation where the intake did none, release, tags,
 * grouping, title (event-saving 5.4, steps 2 to 16).
 */
final class Occurrences {

  private static final String NONE = "none";

  /** The member that says by which configuration an event is to be grouped. */
  private static final String STAMP = "grouping_config";

  private final ReleaseStore releases;
  private final EventGrouping grouping;
  private final Clock clock;
  private final OptionWarnings warnings = new OptionWarnings();

  Occurrences(ReleaseStore releases, EventGrouping grouping, Clock clock) {
    this.releases = Objects.requireNonNull(releases, "releases");
    this.grouping = Objects.requireNonNull(grouping, "grouping");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * What came of the messages of a batch.
   *
   * @param wanted to be saved
   * @param unwanted dropped by a filter or a kill switch, unless they were saved before
   */
  record Sorted(List<Occurrence> wanted, List<Placing.Discarded> unwanted) {}

  /** The events and transactions; a message that fails here is noted. */
  Sorted of(
      List<Arrived> arrived, ProjectOptions deployment, KillSwitches switches, Progress progress) {
    Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
    for (Arrived one : arrived) {
      try {
        Instant now = clock.instant();
        Optional<String> filtered =
            progress.metrics.time(Metric.NORMALIZATION, () -> prepare(one, now));
        Occurrence occurrence = occurrence(one, deployment, now, progress.metrics);
        Optional<String> unwanted =
            isShed(occurrence, switches) ? Optional.of(Placement.LOAD_SHED) : filtered;
        if (unwanted.isPresent()) {
          sorted.unwanted().add(new Placing.Discarded(occurrence, unwanted.get()));
        } else {
          sorted.wanted().add(occurrence);
        }
      } catch (RuntimeException failed) {
        progress.retry(one.source().id(), failed);
      }
    }
    return sorted;
  }

  /** Normalises in place what the intake did not; the reason if a filter does not want it. */
  private static Optional<String> prepare(Arrived arrived, Instant now) {
    EventMessage message = arrived.message();
    if (message.normalized()) {
      return Optional.empty();
    }
    return EventPreparation.prepareUnlessFiltered(
        arrived.payload(),
        arrived.project(),
        new NormalizationContext(
            arrived.project().id(),
            message.keyId(),
            message.eventId(),
            Objects.requireNonNullElse(message.startTime(), now),
            null,
            message.remoteAddress(),
            null,
            null));
  }

  private Occurrence occurrence(
      Arrived arrived, ProjectOptions deployment, Instant now, Metrics metrics) {
    EventMessage message = arrived.message();
    Project project = arrived.project();
    ObjectNode payload = arrived.payload();
    payload.put("event_id", message.eventId());
    EventAttributes attributes =
        metrics.time(Metric.ATTRIBUTES, () -> EventAttributes.read(payload, now));
    DatedRelease release =
        metrics.time(
            Metric.RELEASES,
            () -> releases.ensureOptional(project, attributes.release(), attributes.datetime()));
    String dist = attributes.dist();
    if (release != null && dist != null) {
      releases.ensureDist(project, release.version(), dist, attributes.datetime());
    }
    DerivedTags.write(payload, attributes, release == null ? null : release.version(), dist);
    EventGrouping.Grouped grouped =
        metrics.time(
            Metric.GROUPING, () -> group(message, payload, project, deployment, now, metrics));
    MaterializedFields fields = MaterializedFields.of(payload, grouped.grouped().event());
    fields.writeTo(payload);
    return new Occurrence(
        arrived.source().id(),
        new ItemKey(project.id(), message.kind(), message.eventId()),
        message,
        project,
        payload,
        attributes,
        release,
        grouped.hashes(),
        fields,
        Objects.requireNonNullElse(message.startTime(), now));
  }

  private EventGrouping.Grouped group(
      EventMessage message,
      ObjectNode payload,
      Project project,
      ProjectOptions deployment,
      Instant now,
      Metrics metrics) {
    if (message.kind() == ItemKind.TRANSACTION) {
      return grouping.groupTransaction(payload, project.options());
    }
    EventGrouping.Grouped grouped =
        grouping.group(payload, project.options(), deployment, now, metrics);
    GroupedPayload.write(payload, grouped.grouped());
    String used = grouped.grouped().grouping().config().id();
    if (payload.path(STAMP) instanceof ObjectNode stamp
        && !stamp.path("id").asText().equals(used)) {
      // It came with a configuration that nobody knows (event-saving 9.1, step 5).
      payload.putObject(STAMP).put("id", used);
    }
    warnings.tell(project.id(), grouped.warnings());
    return grouped;
  }

  private static boolean isShed(Occurrence occurrence, KillSwitches switches) {
    Map<String, @Nullable Object> facts =
        Map.of(
            "project_id",
            occurrence.project().id(),
            "event_type",
            occurrence.attributes().type().key(),
            "platform",
            Objects.requireNonNullElse(occurrence.attributes().platform(), NONE));
    return switches.matches(KillSwitch.SAVE_EVENT, facts);
  }
}
