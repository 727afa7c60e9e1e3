package dev.tracefold.benchmark.cost;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.benchmark.shape.ShapedEvents;
import dev.tracefold.embedded.EmbeddedAws;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.saveevents.SaveEventsHandler;
import dev.tracefold.saveevents.Settings;
import dev.tracefold.testing.LambdaTime;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Runs batches of a shape through the real functions on the emulators and counts what they consume.
 * The system is warm: the issues, users and releases of the batches are known, one instance has
 * them in its caches, and its code has run before. The batches are three seconds apart and take
 * little more than a minute of the clock, so that what happens once a minute is in it once.
 */
public final class CostMeter implements AutoCloseable {

  private static final int BATCHES = 21;
  private static final Duration APART = Duration.ofSeconds(3);

  /** Enough for the compiler, which works on what it meets a few hundred times. */
  private static final int WARM_UP_EVENTS = 1_000;

  private static final int WARM_UP_BATCHES_MIN = 3;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final double MEGABYTES_PER_GIGABYTE = 1024;

  private final Terminal terminal;
  private final EmbeddedAws aws;
  private final Stack stack;
  private final DynamoDbClient reader;
  private long projects;

  /**
   * A meter with a system of its own.
   *
   * @param root the root of the checkout
   */
  public CostMeter(Path root, Terminal terminal) {
    this.terminal = terminal;
    aws = EmbeddedAws.start();
    aws.endpoints().useInThisJvm();
    Template template = Template.read(root.resolve("template.yaml"), Map.of());
    stack = Stack.create(aws.endpoints(), template, "cost");
    reader = aws.endpoints().dynamoDbClient();
  }

  /** Measures one shape in a project without rules. */
  ShapeCost measure(Shape shape) {
    return measure(shape, ShapedEvents.frames(shape), ProjectOptions.NONE);
  }

  /**
   * Measures one shape.
   *
   * @param frames of each stack trace
   * @param options of the project
   */
  public ShapeCost measure(Shape shape, int frames, ProjectOptions options) {
    long project = ++projects;
    new DynamoProjects(reader, stack.table("ProjectsTable"))
        .create(new Project(project, 1, "shop" + project, "python", true, options));
    // Ahead of the real time: the emulator deletes what has expired by its own clock.
    AtomicReference<Instant> now =
        new AtomicReference<>(
            Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
    CallMeter meter = new CallMeter(reader);
    AtomicLong logged = new AtomicLong();
    SaveEventsHandler handler =
        new SaveEventsHandler(
            Settings.of(stack.environment("SaveEventsFunction")),
            new AwsClients(meter),
            new SetClock(now),
            new SecureRandom(),
            line -> logged.addAndGet(QueueBytes.of(line)));
    ShapedEvents events = new ShapedEvents(shape, project, 1, frames);
    int warmUps = Math.max(WARM_UP_BATCHES_MIN, WARM_UP_EVENTS / shape.events());
    for (int batch = 0; batch < warmUps; batch++) {
      save(handler, events.batch(now.get()));
      terminal.step("Warming up " + shape, batch + 1L, warmUps);
    }
    OutcomesMeter outcomes = new OutcomesMeter(stack, reader);
    outcomes.discard();
    meter.take();
    meter.forgetCalls();
    logged.set(0);
    Consumption consumed = Consumption.NONE;
    ThreadTime time = new ThreadTime();
    double processor = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      now.updateAndGet(before -> before.plus(APART));
      SQSEvent messages = events.batch(now.get());
      consumed = consumed.plus(QueuedBatch.of(messages));
      double before = time.millis();
      save(handler, messages);
      processor += time.millis() - before;
      consumed = consumed.plus(meter.take());
      terminal.step("Measuring " + shape, batch + 1L, BATCHES);
    }
    OutcomesMeter.Counted counted = outcomes.count();
    double saving =
        gigabyteSeconds("SaveEventsFunction", processor, consumed.waitMillis(), BATCHES);
    double counting =
        gigabyteSeconds(
            "CountOutcomesFunction",
            counted.processorMillis(),
            counted.consumed().waitMillis(),
            counted.invocations());
    double all = (double) BATCHES * shape.events();
    Map<String, Consumption> calls = new TreeMap<>();
    meter.byCall().forEach((call, one) -> calls.put(call, one.per(all)));
    return new ShapeCost(
        shape,
        calls,
        consumed.plus(counted.consumed()).per(all),
        (BATCHES + counted.invocations()) / all,
        (processor + counted.processorMillis()) / all,
        (saving + counting) / all,
        (logged.get() + counted.logBytes()) / all);
  }

  @Override
  public void close() {
    reader.close();
    aws.close();
  }

  /** What Lambda bills: whole milliseconds, in which a function has its share of a processor. */
  private double gigabyteSeconds(
      String function, double processorMillis, double waitMillis, double invocations) {
    int megabytes = stack.template().function(function).memoryMegabytes();
    double share = Math.min(1, megabytes / (double) Prices.MEGABYTES_PER_PROCESSOR);
    double millis = processorMillis / share + waitMillis;
    double billed = Math.ceil(millis / invocations) * invocations;
    return billed / 1000 * megabytes / MEGABYTES_PER_GIGABYTE;
  }

  private static void save(SaveEventsHandler handler, SQSEvent batch) {
    int failed =
        handler.handleRequest(batch, new LambdaTime(TIMEOUT)).getBatchItemFailures().size();
    if (failed > 0) {
      throw new IllegalStateException(
          "%d of %d events were handed back; nothing can be said of the cost"
              .formatted(failed, batch.getRecords().size()));
    }
  }
}
