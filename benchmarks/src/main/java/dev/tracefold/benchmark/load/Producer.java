package dev.tracefold.benchmark.load;

import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.benchmark.shape.ShapedEvents;
import dev.tracefold.local.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Puts events on the events queue at a rate, ten in a request. Some go out a second time, with the
 * same body, one request later.
 */
final class Producer {

  /** SQS's limit of messages in one call. */
  private static final int MESSAGES = 10;

  private static final long PROJECT = 1;
  private static final long SEED = 7;
  private static final int PERCENT = 100;

  private final SqsClient sqs;
  private final String queueUrl;
  private final Load load;
  private final SentEvents sent;
  private final Terminal terminal;
  private final ShapedEvents events;
  private final Random random = new Random(SEED);
  private final List<String> again = new ArrayList<>();

  Producer(SqsClient sqs, String queueUrl, Load load, SentEvents sent, Terminal terminal) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.load = load;
    this.sent = sent;
    this.terminal = terminal;
    this.events = new ShapedEvents(new Shape(100, 10, load.bytes(), 10, 50, 3), PROJECT, SEED);
  }

  /**
   * Sends all events and returns when the last one is on the queue.
   *
   * @return how many messages that were, duplicates included
   */
  int send() throws InterruptedException {
    long start = System.nanoTime();
    int messages = 0;
    for (int done = 0; done < load.events(); done += MESSAGES) {
      int count = Math.min(MESSAGES, load.events() - done);
      pause(start, done);
      messages += sendAgain();
      messages += sendNew(done, count);
      terminal.step("Sending events", (long) done + count, load.events());
    }
    return messages + sendAgain();
  }

  /** Waits until an event is due. */
  private void pause(long start, int index) throws InterruptedException {
    if (load.rate() > 0) {
      long due = start + Math.round(index * (double) TimeUnit.SECONDS.toNanos(1) / load.rate());
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    }
  }

  private int sendNew(int first, int count) {
    List<String> bodies = new ArrayList<>();
    List<Runnable> notes = new ArrayList<>();
    for (int index = first; index < first + count; index++) {
      int issue = index % load.issues();
      ShapedEvents.Message message = events.message(index, issue, Instant.now());
      bodies.add(message.body());
      notes.add(() -> sent.add(message.eventId(), issue, System.nanoTime()));
      if (random.nextInt(PERCENT) < load.duplicates()) {
        again.add(message.body());
      }
    }
    notes.forEach(Runnable::run);
    send(bodies);
    return count;
  }

  private int sendAgain() {
    List<String> bodies = List.copyOf(again);
    again.clear();
    if (!bodies.isEmpty()) {
      send(bodies);
    }
    return bodies.size();
  }

  private void send(List<String> bodies) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (String body : bodies) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(body)
              .build());
    }
    List<BatchResultErrorEntry> failed =
        sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries)).failed();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          "the events queue refused %d of %d messages: %s"
              .formatted(failed.size(), bodies.size(), failed.getFirst().message()));
    }
  }
}
