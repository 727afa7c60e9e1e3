package dev.tracefold.local.driver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.local.driver.Invocation.Answered;
import dev.tracefold.local.driver.Invocation.Failed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Feeds a function from a queue, as an event source mapping does: gathers a batch, invokes, deletes
 * what succeeded and leaves what failed to the queue's visibility timeout and redrive policy.
 */
final class QueueSource implements Runnable {
  // SQS takes ten entries a call.
  private static final int CALL_ENTRIES_MAX = 10;
  // Short enough that closing the driver does not keep anyone waiting.
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_OUTAGE = Duration.ofSeconds(1);
  // Lambda counts the whole event; this much is left for what surrounds the records.
  private static final int EVENT_BYTES_MAX = LocalFunction.PAYLOAD_BYTES_MAX - 1024;

  private final Template.Source source;
  private final Template.Queue queue;
  private final String queueUrl;
  private final String queueArn;
  private final String region;
  private final LocalFunction function;
  private final SqsClient sqs;
  private final Pace pace;
  private final Consumer<String> failures;
  // Received, but too large for the batch before.
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private volatile boolean closed;

  QueueSource(
      Stack stack,
      Template.Source source,
      LocalFunction function,
      SqsClient sqs,
      Pace pace,
      Consumer<String> failures) {
    this.source = source;
    this.queue = stack.template().queue(source.queue());
    this.queueUrl = stack.queueUrl(source.queue());
    this.queueArn = stack.queueArn(source.queue());
    this.region = stack.endpoints().region();
    this.function = function;
    this.sqs = sqs;
    this.pace = pace;
    this.failures = failures;
  }

  String queueUrl() {
    return queueUrl;
  }

  /** No batch is begun after this; the one at work is finished. */
  void close() {
    closed = true;
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        List<Message> batch = gather();
        if (!batch.isEmpty()) {
          work(batch);
        }
      } catch (SdkException e) {
        // Messages that were received come back after their visibility timeout.
        failures.accept(function.id() + ": the queue " + queue.id() + " does not answer: " + e);
        pause(PAUSE_AFTER_OUTAGE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** The next batch; empty where nothing came in the time of one poll. */
  private List<Message> gather() {
    var batch = new ArrayList<Message>();
    int bytes = 0;
    long end = 0;
    while (batch.size() < source.batchSize() && !closed) {
      if (waiting.isEmpty()) {
        Duration wait = batch.isEmpty() ? POLL : Duration.ofNanos(end - System.nanoTime());
        if (wait.isNegative()) {
          break;
        }
        waiting.addAll(
            receive(Math.min(CALL_ENTRIES_MAX, source.batchSize() - batch.size()), wait));
        if (waiting.isEmpty()) {
          if (batch.isEmpty()) {
            break;
          }
          continue;
        }
      }
      if (batch.isEmpty()) {
        end = System.nanoTime() + pace.window(source.window()).toNanos();
      }
      Message next = waiting.getFirst();
      bytes += eventRecord(next).toString().getBytes(StandardCharsets.UTF_8).length;
      if (!batch.isEmpty() && bytes > EVENT_BYTES_MAX) {
        break;
      }
      batch.add(waiting.removeFirst());
    }
    return batch;
  }

  /** Long polling counts whole seconds, so less than one asks at once and rests in between. */
  private List<Message> receive(int most, Duration wait) {
    boolean patient = wait.compareTo(POLL) >= 0;
    List<Message> messages =
        sqs.receiveMessage(
                receive ->
                    receive
                        .queueUrl(queueUrl)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(patient ? (int) POLL.toSeconds() : 0)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    if (messages.isEmpty() && !patient) {
      pause(Duration.ofMillis(Math.min(20, 1 + wait.toMillis())));
    }
    return messages;
  }

  private void work(List<Message> batch) throws InterruptedException {
    var byId = new LinkedHashMap<String, Message>();
    batch.forEach(message -> byId.put(message.messageId(), message));
    Invocation invocation =
        function.invoke(SqsBatch.event(batch.stream().map(this::eventRecord).toList()));
    Set<String> failed =
        switch (invocation) {
          case Answered answered ->
              source.reportsFailures()
                  ? SqsBatch.failures(answered.json(), byId.keySet())
                  : Set.of();
          case Failed failure -> {
            failures.accept(
                function.id() + ": a batch of " + batch.size() + " failed: " + failure.reason());
            yield byId.keySet();
          }
        };
    delete(byId.values().stream().filter(m -> !failed.contains(m.messageId())).toList());
    if (!failed.isEmpty()) {
      failures.accept(function.id() + ": " + failed.size() + " of " + batch.size() + " come back");
      if (pace.hurries(queue.visibility())) {
        hurry(byId.values().stream().filter(m -> failed.contains(m.messageId())).toList());
      }
    }
  }

  private void delete(List<Message> messages) {
    for (List<Message> part : parts(messages)) {
      sqs.deleteMessageBatch(
          delete ->
              delete
                  .queueUrl(queueUrl)
                  .entries(
                      part.stream()
                          .map(
                              message ->
                                  DeleteMessageBatchRequestEntry.builder()
                                      .id(message.messageId())
                                      .receiptHandle(message.receiptHandle())
                                      .build())
                          .toList()));
    }
  }

  private void hurry(List<Message> messages) {
    for (List<Message> part : parts(messages)) {
      sqs.changeMessageVisibilityBatch(
          change ->
              change
                  .queueUrl(queueUrl)
                  .entries(
                      part.stream()
                          .map(
                              message ->
                                  ChangeMessageVisibilityBatchRequestEntry.builder()
                                      .id(message.messageId())
                                      .receiptHandle(message.receiptHandle())
                                      .visibilityTimeout((int) pace.longestRetry().toSeconds())
                                      .build())
                          .toList()));
    }
  }

  private ObjectNode eventRecord(Message message) {
    return SqsBatch.eventRecord(message, queueArn, region);
  }

  private static List<List<Message>> parts(List<Message> messages) {
    var parts = new ArrayList<List<Message>>();
    for (int start = 0; start < messages.size(); start += CALL_ENTRIES_MAX) {
      parts.add(messages.subList(start, Math.min(start + CALL_ENTRIES_MAX, messages.size())));
    }
    return parts;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
