package dev.tracefold.attachment;

import dev.tracefold.deadletter.FailureReasons;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.intake.scrubbing.ScrubbingSettings;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.MetricTag;
import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeQueue;
import dev.tracefold.project.Project;
import dev.tracefold.project.Projects;
import dev.tracefold.rejection.RejectedMessage;
import dev.tracefold.rejection.RejectedQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works through messages of the attachments queue (event-saving 16.5, 16.6): each leads to one
 * record and one outcome. The record comes first and is looked for first, so that a redelivery
 * repeats its outcome and never finds that its staged bytes are gone.
 */
public final class AttachmentSaving {

  /** Reason of an outcome: a message that is no job, but names its project. */
  public static final String REASON_MALFORMED = "invalid_attachment_job";

  /** Bytes that are surely assembled in a second, by a function of half a gigabyte of memory. */
  static final long BYTES_PER_SECOND_MIN = 8L * 1024 * 1024;

  /** Calls for staged chunks that are surely answered in a second. */
  static final int CHUNKS_PER_SECOND_MIN = 20;

  /** For the record, the outcomes and the answer to the queue. */
  static final Duration RESERVE = Duration.ofSeconds(10);

  /** What the largest attachment in the most chunks takes: a function has to have it. */
  public static final Duration TIME_NEEDED_MAX =
      timeNeeded(AttachmentDescription.BYTES_MAX, AttachmentDescription.CHUNKS_MAX);

  private static final String SOURCE = "save-attachments";

  private static final System.Logger LOG = System.getLogger(AttachmentSaving.class.getName());

  private final Projects projects;
  private final AttachmentRecords records;
  private final AttachmentStore store;
  private final OutcomeQueue outcomes;
  private final RejectedQueue rejected;
  private final FailureReasons failures;
  private final Clock clock;

  public AttachmentSaving(
      Projects projects,
      AttachmentRecords records,
      AttachmentStore store,
      OutcomeQueue outcomes,
      RejectedQueue rejected,
      FailureReasons failures,
      Clock clock) {
    this.projects = projects;
    this.records = records;
    this.store = store;
    this.outcomes = outcomes;
    this.rejected = rejected;
    this.failures = failures;
    this.clock = clock;
  }

  /**
   * A message of the queue.
   *
   * @param id names it in the answer
   * @param body should be a job
   * @param deliveries how often it was delivered, this time included
   * @param sentAt when it was put on the queue
   * @param reacceptances how often an operator has sent it back after it was rejected
   */
  public record Message(
      String id, String body, int deliveries, Instant sentAt, int reacceptances) {}

  /** A message as it was read. */
  private record Read(Message message, JobReading reading) {

    Duration timeNeeded() {
      if (!(reading instanceof JobReading.Valid valid)) {
        return RESERVE;
      }
      AttachmentDescription attachment = valid.job().attachment();
      return AttachmentSaving.timeNeeded(attachment.size(), attachment.chunks());
    }
  }

  private static Duration timeNeeded(long bytes, int chunks) {
    return RESERVE
        .plusSeconds(bytes / BYTES_PER_SECOND_MIN)
        .plusSeconds(chunks / CHUNKS_PER_SECOND_MIN);
  }

  /**
   * Works through a batch: what needs little time first, and last what has failed before. It stops
   * taking messages up when the time that is left may not be enough for the next one.
   *
   * @param timeLeft until the function is stopped
   * @param metrics counts the attachments whose fate was decided
   * @return ids of the messages that have to be delivered again
   */
  public Set<String> save(List<Message> batch, Supplier<Duration> timeLeft, Metrics metrics) {
    Map<String, OutcomeMessage> told = new LinkedHashMap<>();
    Map<String, RejectedMessage> refused = new LinkedHashMap<>();
    Map<String, String> again = new LinkedHashMap<>();
    boolean first = true;
    for (Read read : inOrder(batch)) {
      String id = read.message().id();
      if (!first && timeLeft.get().compareTo(read.timeNeeded()) < 0) {
        again.put(id, "no time was left");
        continue;
      }
      first = false;
      try {
        switch (read.reading()) {
          case JobReading.Valid valid ->
              recorded(valid.job(), metrics).ifPresent(record -> told.put(id, record.outcome()));
          case JobReading.Malformed malformed -> {
            Optional<OutcomeMessage> outcome = outcome(read.message(), malformed);
            outcome.ifPresent(message -> told.put(id, message));
            refused.put(id, rejection(read.message(), malformed, outcome.orElse(null)));
          }
        }
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "attachments message " + id + " failed", e);
        again.put(id, FailureReasons.of(e));
      }
    }
    unsent(refused, rejected.send(List.copyOf(refused.values())))
        .forEach(id -> again.put(id, "the rejected queue did not take it"));
    unsent(told, outcomes.send(List.copyOf(told.values())))
        .forEach(id -> again.put(id, "the outcomes queue did not take its outcome"));
    note(batch, again);
    return Set.copyOf(again.keySet());
  }

  private void note(List<Message> batch, Map<String, String> again) {
    List<FailureReasons.Failure> failed = new ArrayList<>();
    for (Message message : batch) {
      String reason = again.get(message.id());
      if (reason != null) {
        failed.add(new FailureReasons.Failure(message.id(), message.deliveries(), reason));
      }
    }
    failures.note(failed);
  }

  private static List<Read> inOrder(List<Message> batch) {
    return batch.stream()
        .map(message -> new Read(message, AttachmentJob.read(message.body())))
        .sorted(
            Comparator.comparingInt((Read read) -> read.message().deliveries())
                .thenComparing(Read::timeNeeded))
        .toList();
  }

  /** The record; none for an attachment that was accounted for where it was refused (16.3). */
  private Optional<AttachmentRecord> recorded(AttachmentJob job, Metrics metrics) {
    if (job.attachment().rateLimited()) {
      return Optional.empty();
    }
    return records
        .find(job.projectId(), job.eventId(), job.attachment().id())
        .or(
            () -> {
              AttachmentRecord assembled = assembled(job);
              count(assembled, metrics);
              return Optional.of(records.decide(assembled));
            });
  }

  private static void count(AttachmentRecord record, Metrics metrics) {
    metrics.count(
        Metric.ATTACHMENTS, 1, MetricTag.TYPE.with(record.job().attachment().type().value()));
    if (record.fate() instanceof AttachmentFate.Stored stored) {
      metrics.record(Metric.FILE_SIZE, (double) stored.content().size());
    }
  }

  private AttachmentRecord assembled(AttachmentJob job) {
    Instant now = clock.instant();
    if (projects.find(job.projectId()).filter(Project::enabled).isEmpty()) {
      return invalid(job, AttachmentRecord.REASON_PROJECT, now);
    }
    if (job.issueId() == null && job.attachment().crashReport()) {
      return invalid(job, AttachmentRecord.REASON_NO_ISSUE, now);
    }
    return switch (store.assemble(job, now)) {
      case AttachmentStore.Assembly.Assembled assembled ->
          new AttachmentRecord(job, new AttachmentFate.Stored(assembled.content()), now);
      case AttachmentStore.Assembly.Missing missing -> {
        LOG.log(
            System.Logger.Level.INFO,
            "attachment {0} of project {1}: chunk {2} of {3} is missing",
            job.itemId(),
            Long.toString(job.projectId()),
            missing.chunk(),
            job.attachment().chunks());
        yield invalid(job, AttachmentRecord.REASON_MISSING_CHUNKS, now);
      }
      case AttachmentStore.Assembly.TooLarge tooLarge ->
          invalid(job, AttachmentRecord.REASON_TOO_LARGE, now);
    };
  }

  private static AttachmentRecord invalid(AttachmentJob job, String reason, Instant now) {
    return AttachmentRecord.dropped(job, new Outcome.Invalid(reason), now);
  }

  private static RejectedMessage rejection(
      Message message, JobReading.Malformed malformed, @Nullable OutcomeMessage outcome) {
    RejectedMessage refused =
        new RejectedMessage(
            message.body(),
            REASON_MALFORMED,
            malformed.problem(),
            SOURCE,
            malformed.projectId(),
            outcome,
            message.reacceptances());
    return refused.scrubbed(ScrubbingSettings.DEFAULT);
  }

  /**
   * The outcome of a message that is no job: none if it names no project to account for. Nothing
   * but its body tells such an item from others.
   */
  private Optional<OutcomeMessage> outcome(Message message, JobReading.Malformed malformed) {
    Long projectId = malformed.projectId();
    if (projectId == null) {
      return Optional.empty();
    }
    Outcome outcome = new Outcome.Invalid(REASON_MALFORMED);
    return projects
        .find(projectId)
        .map(
            project ->
                new OutcomeMessage(
                    OutcomeMessage.id(
                        projectId,
                        DataCategory.ATTACHMENT,
                        "message/" + EventIds.derive(projectId, Bytes.utf8(message.body())),
                        outcome,
                        message.reacceptances()),
                    false,
                    message.sentAt(),
                    project.organizationId(),
                    projectId,
                    null,
                    outcome,
                    null,
                    DataCategory.ATTACHMENT,
                    1));
  }

  private static <T> Set<String> unsent(Map<String, T> byId, List<T> failed) {
    Set<T> values = Set.copyOf(failed);
    Set<String> ids = new LinkedHashSet<>();
    byId.forEach(
        (id, value) -> {
          if (values.contains(value)) {
            ids.add(id);
          }
        });
    return ids;
  }
}
