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
import java.util.HashMap;
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

  /**
   * One that is ready to be grouped.
   *
   * @param unwanted why it is to be dropped, if it is
   */
  private record Prepared(
      Arrived arrived, EventAttributes attributes, Optional<String> unwanted, Instant now) {

    @Nullable ReleaseName release() {
      String version = attributes.release();
      return version == null ? null : new ReleaseName(arrived.project().id(), version);
    }
  }

  /** A release as events of a project spell it. */
  private record ReleaseName(long projectId, String version) {}

  /** The events and transactions; a message that fails here is noted. */
  Sorted of(
      List<Arrived> arrived, ProjectOptions deployment, KillSwitches switches, Progress progress) {
    List<Prepared> prepared = new ArrayList<>();
    for (Arrived one : arrived) {
      attempt(one, progress, () -> prepared.add(prepare(one, switches, progress.metrics)));
    }
    Map<ReleaseName, Instant> latest = latest(prepared);
    Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
    for (Prepared one : prepared) {
      attempt(
          one.arrived(),
          progress,
          () -> {
            Occurrence occurrence =
                occurrence(
                    one, release(one, latest, progress.metrics), deployment, progress.metrics);
            one.unwanted()
                .ifPresentOrElse(
                    reason -> sorted.unwanted().add(new Placing.Discarded(occurrence, reason)),
                    () -> sorted.wanted().add(occurrence));
          });
    }
    return sorted;
  }

  private static void attempt(Arrived arrived, Progress progress, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException failed) {
      progress.retry(arrived.source().id(), failed);
    }
  }

  private Prepared prepare(Arrived arrived, KillSwitches switches, Metrics metrics) {
    Instant now = clock.instant();
    Optional<String> filtered = metrics.time(Metric.NORMALIZATION, () -> normalize(arrived, now));
    ObjectNode payload = arrived.payload();
    payload.put("event_id", arrived.message().eventId());
    EventAttributes attributes =
        metrics.time(Metric.ATTRIBUTES, () -> EventAttributes.read(payload, now));
    boolean shed = isShed(arrived.project(), attributes, switches);
    return new Prepared(
        arrived, attributes, shed ? Optional.of(LoadShedding.REASON) : filtered, now);
  }

  /** When the last event of a batch happened in each release: a new one is that old (7.1). */
  private static Map<ReleaseName, Instant> latest(List<Prepared> prepared) {
    Map<ReleaseName, Instant> latest = new HashMap<>();
    for (Prepared one : prepared) {
      ReleaseName release = one.release();
      if (release != null && one.unwanted().isEmpty()) {
        latest.merge(release, one.attributes().datetime(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    return latest;
  }

  /** What is dropped creates no release; one that exists matters if it was saved before. */
  private @Nullable DatedRelease release(
      Prepared prepared, Map<ReleaseName, Instant> latest, Metrics metrics) {
    ReleaseName name = prepared.release();
    if (name == null) {
      return null;
    }
    Project project = prepared.arrived().project();
    if (prepared.unwanted().isPresent()) {
      return releases.meant(project, name.version()).orElse(null);
    }
    DatedRelease release =
        metrics.time(
            Metric.RELEASES,
            () ->
                releases.ensure(project, name.version(), Objects.requireNonNull(latest.get(name))));
    String dist = prepared.attributes().dist();
    if (dist != null) {
      releases.ensureDist(project, release.version(), dist, prepared.attributes().datetime());
    }
    return release;
  }

  /** Normalises in place what the intake did not; the reason if a filter does not want it. */
  private static Optional<String> normalize(Arrived arrived, Instant now) {
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
      Prepared prepared,
      @Nullable DatedRelease release,
      ProjectOptions deployment,
      Metrics metrics) {
    Arrived arrived = prepared.arrived();
    EventMessage message = arrived.message();
    Project project = arrived.project();
    ObjectNode payload = arrived.payload();
    EventAttributes attributes = prepared.attributes();
    Instant now = prepared.now();
    DerivedTags.write(
        payload, attributes, release == null ? null : release.version(), attributes.dist());
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

  private static boolean isShed(
      Project project, EventAttributes attributes, KillSwitches switches) {
    Map<String, @Nullable Object> facts =
        Map.of(
            "project_id",
            project.id(),
            "event_type",
            attributes.type().key(),
            "platform",
            Objects.requireNonNullElse(attributes.platform(), NONE));
    return switches.matches(KillSwitch.SAVE_EVENT, facts);
  }
}
