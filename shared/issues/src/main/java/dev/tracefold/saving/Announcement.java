package dev.tracefold.saving;

import dev.tracefold.attachment.AttachmentQueue;
import dev.tracefold.metric.Metric;
import dev.tracefold.outcome.OutcomeQueue;
import dev.tracefold.rejection.RejectedQueue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Tells others what became of a batch. What cannot be told brings its message back, and the next
 * delivery tells the same with the same ids.
 */
final class Announcement {

  private final AttachmentQueue attachments;
  private final IssueStream stream;
  private final OutcomeQueue outcomes;
  private final RejectedQueue rejected;

  Announcement(
      AttachmentQueue attachments,
      IssueStream stream,
      OutcomeQueue outcomes,
      RejectedQueue rejected) {
    this.attachments = Objects.requireNonNull(attachments, "attachments");
    this.stream = Objects.requireNonNull(stream, "stream");
    this.outcomes = Objects.requireNonNull(outcomes, "outcomes");
    this.rejected = Objects.requireNonNull(rejected, "rejected");
  }

  /**
   * Sends everything but what belongs to messages that come again anyway. Outcomes go last: they
   * say that all else is done.
   */
  void send(Progress progress) {
    send(
        progress.attachments,
        timed(Metric.ATTACHMENT_JOBS, progress, attachments::send),
        "attachment jobs",
        progress);
    send(
        progress.stream,
        timed(Metric.ISSUE_STREAM, progress, stream::send),
        "stream messages",
        progress);
    send(progress.rejected, rejected::send, "rejected bodies", progress);
    send(
        progress.outcomes,
        timed(Metric.OUTCOME_MESSAGES, progress, outcomes::send),
        "outcomes",
        progress);
  }

  private static <T> UnaryOperator<List<T>> timed(
      Metric metric, Progress progress, UnaryOperator<List<T>> queue) {
    return messages -> progress.metrics.time(metric, () -> queue.apply(messages));
  }

  private static <T> void send(
      List<Progress.Announced<T>> announced,
      UnaryOperator<List<T>> queue,
      String what,
      Progress progress) {
    List<Progress.Announced<T>> open = new ArrayList<>(announced);
    open.removeIf(one -> progress.isRetried(one.messageId()));
    if (open.isEmpty()) {
      return;
    }
    List<T> messages = open.stream().map(Progress.Announced::message).distinct().toList();
    Set<T> unsent;
    try {
      unsent = new HashSet<>(queue.apply(messages));
    } catch (RuntimeException outage) {
      open.forEach(one -> progress.retry(one.messageId(), outage));
      return;
    }
    for (Progress.Announced<T> one : open) {
      if (unsent.contains(one.message())) {
        progress.retry(one.messageId(), "the queue of " + what + " did not take it");
      }
    }
  }
}
