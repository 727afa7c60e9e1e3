package dev.tracefold.saving;

import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.deadletter.FailureReasons;
import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.rejection.RejectedMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * What a batch has come to so far: messages that have to be delivered again, and what is to be
 * announced of the others. It is filled while one batch is worked on and read once at its end.
 */
final class Progress {

  private static final System.Logger LOG = System.getLogger(Progress.class.getName());

  /** Something to send, with the message that has to come again if it cannot be sent. */
  record Announced<T>(String messageId, T message) {}

  final Metrics metrics;
  private final SequencedMap<String, String> retries = new LinkedHashMap<>();
  final List<Announced<OutcomeMessage>> outcomes = new ArrayList<>();
  final List<Announced<RejectedMessage>> rejected = new ArrayList<>();
  final List<Announced<AttachmentJob>> attachments = new ArrayList<>();
  final List<Announced<StreamMessage>> stream = new ArrayList<>();

  Progress(Metrics metrics) {
    this.metrics = Objects.requireNonNull(metrics, "metrics");
  }

  /** The message has to be delivered again. */
  void retry(String messageId, String why) {
    if (retries.putIfAbsent(messageId, why) == null) {
      LOG.log(System.Logger.Level.INFO, "message {0} comes again: {1}", messageId, why);
    }
  }

  /** The message has to be delivered again, because something failed. */
  void retry(String messageId, RuntimeException failure) {
    if (retries.putIfAbsent(messageId, FailureReasons.of(failure)) == null) {
      LOG.log(System.Logger.Level.WARNING, "message " + messageId + " failed", failure);
    }
  }

  boolean isRetried(String messageId) {
    return retries.containsKey(messageId);
  }

  Map<String, String> retries() {
    return retries;
  }

  void outcome(String messageId, OutcomeMessage outcome) {
    outcomes.add(new Announced<>(messageId, outcome));
  }
}
