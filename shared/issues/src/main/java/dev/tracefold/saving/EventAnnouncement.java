package dev.tracefold.saving;

import dev.tracefold.metric.Metric;
import dev.tracefold.metric.MetricTag;
import dev.tracefold.metric.MetricTag.Tagged;
import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.payload.PayloadPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notes what is to be told of events once their fate is decided (event-saving 19.3, 24). */
final class EventAnnouncement {

  private final EventAttachments attachments;
  private final Clock clock;

  EventAnnouncement(EventAttachments attachments, Clock clock) {
    this.attachments = Objects.requireNonNull(attachments, "attachments");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * An event or transaction that is dropped.
   *
   * @param reason of its outcome
   */
  void dropped(Occurrence occurrence, String reason, Progress progress) {
    if (reason.equals(Placement.DISCARDED)) {
      progress.metrics.count(Metric.DISCARDED, 1, platform(occurrence));
    }
    Outcome outcome = new Outcome.Filtered(reason);
    progress.outcome(occurrence.messageId(), occurrence.outcome(outcome, false));
    attachments
        .discarded(occurrence.owner(), reason)
        .forEach(lost -> progress.outcome(occurrence.messageId(), lost));
  }

  /** An event or transaction that is saved, now or by an earlier delivery. */
  void saved(Saved saved, Flags flags, Progress progress) {
    Occurrence occurrence = saved.occurrence();
    measure(occurrence, progress.metrics);
    String messageId = occurrence.messageId();
    EventRecord record = saved.record();
    PayloadPosition position = record.position();
    Long issueId = record.issue() == null ? null : record.issue().value();
    if (!record.isErased()) {
      EventAttachments.Announced announced = attachments.announced(occurrence, record.issue());
      announced
          .jobs()
          .forEach(job -> progress.attachments.add(new Progress.Announced<>(messageId, job)));
      announced.outcomes().forEach(outcome -> progress.outcome(messageId, outcome));
    }
    if (position != null) {
      progress.stream.add(
          new Progress.Announced<>(messageId, streamMessage(occurrence, issueId, flags, position)));
    }
    progress.outcome(messageId, occurrence.outcome(new Outcome.Accepted(), true));
  }

  private void measure(Occurrence occurrence, Metrics metrics) {
    Instant received = occurrence.attributes().received();
    metrics.record(
        Metric.TIME_TO_PROCESS,
        seconds(Duration.between(occurrence.acceptedAt(), clock.instant())),
        platform(occurrence));
    metrics.record(
        Metric.LATENCY, seconds(Duration.between(occurrence.attributes().datetime(), received)));
    metrics.count(Metric.NORMALIZATION_ERRORS, occurrence.payload().path("errors").size());
    if (occurrence.key().kind() == ItemKind.TRANSACTION) {
      metrics.count(Metric.SPANS, occurrence.payload().path("spans").size());
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Tagged platform(Occurrence occurrence) {
    return MetricTag.PLATFORM.with(
        Objects.requireNonNullElse(occurrence.attributes().platform(), "unknown"));
  }

  private static StreamMessage streamMessage(
      Occurrence occurrence, @Nullable Long issueId, Flags flags, PayloadPosition position) {
    return new StreamMessage(
        "%d:%s:%s"
            .formatted(
                occurrence.key().projectId(),
                occurrence.key().kind().wireName(),
                occurrence.key().id()),
        occurrence.project().organizationId(),
        occurrence.key().projectId(),
        issueId,
        occurrence.key().id(),
        occurrence.hashes().primary().value(),
        flags.isNew(),
        flags.isRegression(),
        flags.isNewEnvironment(),
        occurrence.attributes().platform(),
        occurrence.fields().searchMessage(),
        occurrence.attributes().datetime(),
        occurrence.attributes().received(),
        position);
  }
}
