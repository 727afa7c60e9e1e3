package dev.tracefold.local.driver;

import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Runs all functions of a stack: those with queues from their queues, the one with a URL by HTTP.
 */
public final class Driver implements AutoCloseable {
  private static final List<QueueAttributeName> DEPTHS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final List<QueueSource> sources;
  private final List<Thread> threads;
  private final SqsClient sqs;
  private final @Nullable HttpIntake intake;

  private Driver(
      List<QueueSource> sources, List<Thread> threads, SqsClient sqs, @Nullable HttpIntake intake) {
    this.sources = List.copyOf(sources);
    this.threads = List.copyOf(threads);
    this.sqs = sqs;
    this.intake = intake;
  }

  /**
   * Starts every function of the stack; from now on messages are worked on and HTTP is answered.
   *
   * @param bindAddress the IP address that HTTP is answered on
   * @param port the port of HTTP, 0 for a free one
   * @param failures takes one line for each failure
   * @param functionLog takes one line for each thing a function logs
   * @throws IllegalStateException naming the function that does not start
   */
  public static Driver start(
      Stack stack,
      Pace pace,
      String bindAddress,
      int port,
      Consumer<String> failures,
      Consumer<String> functionLog) {
    Map<String, String> sdk = stack.endpoints().environment();
    stack.endpoints().useInThisJvm();
    var sources = new ArrayList<QueueSource>();
    SqsClient sqs = stack.endpoints().sqsClient();
    @Nullable HttpIntake intake = null;
    for (Template.Function declared : stack.template().functions()) {
      var environment = stack.environment(declared.id());
      environment.putAll(sdk);
      var function = new LocalFunction(declared, environment, functionLog);
      function.warm();
      for (Template.Source source : declared.sources()) {
        sources.add(new QueueSource(stack, source, function, sqs, pace, failures));
      }
      if (declared.hasUrl()) {
        intake = HttpIntake.start(function, bindAddress, port, failures);
      }
    }
    List<Thread> threads =
        sources.stream()
            .map(source -> Thread.ofPlatform().daemon().name("poll").start(source))
            .toList();
    return new Driver(sources, threads, sqs, intake);
  }

  /** Where the function with a URL answers, without a slash at the end. */
  public URI intakeUri() {
    if (intake == null) {
      throw new IllegalStateException("No function of this stack has a URL");
    }
    return intake.uri();
  }

  /**
   * Waits until every queue with a consumer is empty and nothing is at work.
   *
   * @return whether that was so in time
   */
  public boolean awaitQuiet(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (pending() > 0) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  /**
   * Messages that are not done, over all queues with a consumer. The queues are read in the order
   * of the template, in which a function feeds only later ones, so that 0 means quiet.
   */
  public int pending() {
    int pending = 0;
    for (QueueSource source : sources) {
      var depths =
          sqs.getQueueAttributes(get -> get.queueUrl(source.queueUrl()).attributeNames(DEPTHS))
              .attributes();
      pending += depths.values().stream().mapToInt(Integer::parseInt).sum();
    }
    return pending;
  }

  /** Stops taking work and waits for what is at work. */
  @Override
  public void close() {
    if (intake != null) {
      intake.close();
    }
    sources.forEach(QueueSource::close);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    sqs.close();
  }
}
