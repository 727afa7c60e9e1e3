package dev.tracefold.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentList;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.killswitch.KillSwitches;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.payload.StagedPayloads;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.Projects;
import dev.tracefold.receiving.EventPreparation;
import dev.tracefold.rejection.RejectedMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads messages and fetches what they name; those that can never succeed end here. */
final class Reception {

  /** The project of outcomes of messages that name none that exists: those get no rows. */
  private static final long NO_PROJECT = 0;

  private static final String SOURCE = "save-events";

  private final Projects projects;
  private final StagedPayloads stagedPayloads;
  private final LoadShedding loadShedding;
  private final Clock clock;

  Reception(
      Projects projects, StagedPayloads stagedPayloads, LoadShedding loadShedding, Clock clock) {
    this.projects = Objects.requireNonNull(projects, "projects");
    this.stagedPayloads = Objects.requireNonNull(stagedPayloads, "stagedPayloads");
    this.loadShedding = Objects.requireNonNull(loadShedding, "loadShedding");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** The messages that can be worked on; what became of the others is noted. */
  List<Arrived> receive(List<IncomingMessage> messages, KillSwitches switches, Progress progress) {
    List<Arrived> arrived = new ArrayList<>();
    for (IncomingMessage message : messages) {
      try {
        receive(message, switches, progress).ifPresent(arrived::add);
      } catch (RuntimeException outage) {
        progress.retry(message.id(), outage);
      }
    }
    return arrived;
  }

  private Optional<Arrived> receive(
      IncomingMessage source, KillSwitches switches, Progress progress) {
    return switch (EventMessageReader.read(source.body())) {
      case EventRead.Invalid invalid -> {
        Project project =
            invalid.projectId() == null ? null : projects.find(invalid.projectId()).orElse(null);
        reject(source, null, project, invalid.rejection(), invalid.detail(), progress);
        yield Optional.empty();
      }
      case EventRead.Valid valid -> fetch(source, valid.message(), switches, progress);
    };
  }

  private Optional<Arrived> fetch(
      IncomingMessage source, EventMessage read, KillSwitches switches, Progress progress) {
    Optional<Project> project = projects.find(read.projectId());
    if (project.isEmpty() || !project.get().enabled()) {
      String detail =
          project.isEmpty()
              ? "there is no project %d: create it, or mend the producer's project id"
                  .formatted(read.projectId())
              : "project %d is switched off".formatted(read.projectId());
      reject(source, read, project.orElse(null), Rejection.PROJECT, detail, progress);
      return Optional.empty();
    }
    EventMessage message = prepared(read, project.get());
    EventAttachments.Owner owner =
        new EventAttachments.Owner(
            project.get(),
            message,
            Objects.requireNonNullElseGet(message.startTime(), clock::instant));
    boolean sheddable = message.kind() != ItemKind.USER_REPORT;
    if (sheddable && loadShedding.dropsUnread(source.id(), owner, switches, progress)) {
      return Optional.empty();
    }
    ObjectNode payload = message.payload();
    if (payload == null) {
      String key =
          StagingKeys.payload(
              message.projectId(),
              message.eventId(),
              Objects.requireNonNull(message.payloadReference()));
      StagedPayloads.Staged staged = stagedPayloads.read(key, EventMessageReader.PAYLOAD_BYTES_MAX);
      payload =
          staged instanceof StagedPayloads.Staged.Text text
              ? PayloadJson.readStored(text.bytes()).orElse(null)
              : null;
      if (payload == null) {
        reject(source, message, project.get(), rejection(staged), problem(staged), progress);
        return Optional.empty();
      }
    }
    if (sheddable && loadShedding.dropsRead(source.id(), owner, payload, switches, progress)) {
      return Optional.empty();
    }
    if (message.kind() == ItemKind.USER_REPORT && !message.normalized()) {
      EventPreparation.prepareReport(payload, project.get());
    }
    return Optional.of(new Arrived(source, message, project.get(), payload));
  }

  /** Names of attachments may go further than their event: they are prepared before it. */
  private static EventMessage prepared(EventMessage message, Project project) {
    if (message.normalized()) {
      return message;
    }
    AttachmentList described = message.attachments();
    List<AttachmentDescription> attachments =
        described.attachments().stream()
            .map(attachment -> EventPreparation.prepareAttachment(attachment, project))
            .toList();
    return message.with(new AttachmentList(attachments, described.malformed()));
  }

  private static Rejection rejection(StagedPayloads.Staged unusable) {
    return switch (unusable) {
      case StagedPayloads.Staged.Text text -> Rejection.INVALID_JSON;
      case StagedPayloads.Staged.Missing missing -> Rejection.MISSING_PAYLOAD;
      case StagedPayloads.Staged.TooLarge tooLarge -> Rejection.TOO_LARGE;
    };
  }

  private static String problem(StagedPayloads.Staged unusable) {
    return switch (unusable) {
      case StagedPayloads.Staged.Text text -> "the staged payload is not one JSON object";
      case StagedPayloads.Staged.Missing missing -> "nothing is staged for payload_ref";
      case StagedPayloads.Staged.TooLarge tooLarge ->
          "the staged payload has more than %d bytes"
              .formatted(EventMessageReader.PAYLOAD_BYTES_MAX);
    };
  }

  /** Ends a message that can never succeed, with its one outcome. */
  private void reject(
      IncomingMessage source,
      @Nullable EventMessage message,
      @Nullable Project project,
      Rejection rejection,
      String detail,
      Progress progress) {
    Instant now = clock.instant();
    Outcome outcome = new Outcome.Invalid(rejection.reason());
    DataCategory category = category(message);
    long projectId = project == null ? NO_PROJECT : project.id();
    String itemId =
        message == null ? EventIds.derive(0, Bytes.utf8(source.body())) : message.eventId();
    Instant startTime = message == null ? null : message.startTime();
    OutcomeMessage told =
        new OutcomeMessage(
            OutcomeMessage.id(projectId, category, itemId, outcome, source.reacceptances()),
            false,
            startTime == null ? now : startTime,
            project == null ? 1 : project.organizationId(),
            projectId,
            message == null || project == null ? null : message.keyId(),
            outcome,
            message == null ? null : message.eventId(),
            category,
            1);
    progress.outcome(source.id(), told);
    progress.rejected.add(
        new Progress.Announced<>(
            source.id(),
            new RejectedMessage(
                    source.body(),
                    rejection.reason(),
                    detail,
                    SOURCE,
                    message == null ? null : message.projectId(),
                    told,
                    source.reacceptances())
                .scrubbed(
                    EventPreparation.scrubbing(
                        project == null ? ProjectOptions.NONE : project.options()))));
  }

  private static DataCategory category(@Nullable EventMessage message) {
    if (message == null) {
      return DataCategory.ERROR;
    }
    return switch (message.kind()) {
      case EVENT -> DataCategory.ERROR;
      case TRANSACTION -> DataCategory.TRANSACTION;
      case USER_REPORT -> DataCategory.FEEDBACK;
    };
  }
}
