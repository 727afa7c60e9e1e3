package dev.tracefold.saveevents;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.Parallel;
import dev.tracefold.lambda.QueueFunction;
import dev.tracefold.lambda.QueueMessages;
import dev.tracefold.lambda.Rehearsal;
import dev.tracefold.metric.MetricLog;
import dev.tracefold.metric.Metrics;
import dev.tracefold.saving.IncomingMessage;
import dev.tracefold.saving.Saving;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Saves the events of an SQS batch. */
public final class SaveEventsHandler implements QueueFunction {

  private final Saving saving;
  private final MetricLog log;

  /** For Lambda: everything as the environment says. */
  public SaveEventsHandler() {
    this(System.getenv());
    rehearsal(Settings.of(System.getenv())).register();
  }

  /** For the local run, where one JVM holds every function: everything as these variables say. */
  public SaveEventsHandler(Map<String, String> environment) {
    // Not ThreadLocalRandom: two instances restored from one snapshot would draw the same.
    this(
        Settings.of(environment),
        new AwsClients(),
        Clock.systemUTC(),
        new SecureRandom(),
        System.out::println);
  }

  /** With the given settings, clients, time and chance, and a place for lines of metrics. */
  public SaveEventsHandler(
      Settings settings,
      AwsClients clients,
      Clock clock,
      RandomGenerator random,
      Consumer<String> log) {
    this.saving =
        new Saving(
            AwsStores.of(settings, clients, clock, random),
            clock,
            random::nextDouble,
            random::nextInt,
            Parallel::run);
    this.log = new MetricLog(settings.metricDetail(), clock, log);
  }

  static Rehearsal rehearsal(Settings settings) {
    return new Rehearsal(
        SaveEventsHandler.class,
        settings.projectsTable(),
        clients ->
            new SaveEventsHandler(
                settings, clients, Clock.systemUTC(), new SecureRandom(), line -> {}));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<IncomingMessage> batch =
        QueueMessages.of(event).stream()
            .map(
                message ->
                    new IncomingMessage(
                        message.getMessageId(),
                        QueueMessages.body(message),
                        QueueMessages.deliveries(message),
                        QueueMessages.reacceptances(message)))
            .toList();
    Metrics metrics = new Metrics();
    Map<String, String> retries =
        saving
            .save(batch, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), metrics)
            .retries();
    log.print(metrics);
    return new SQSBatchResponse(retries.keySet().stream().map(BatchItemFailure::new).toList());
  }
}
