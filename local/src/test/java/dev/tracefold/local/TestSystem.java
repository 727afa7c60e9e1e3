package dev.tracefold.local;

import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.local.driver.Driver;
import dev.tracefold.local.driver.Pace;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A system of its own for one test: a new stack of template.yaml with its first project, and the
 * driver that invokes the very handlers.
 *
 * @param log what functions logged and what failed
 */
record TestSystem(Stack stack, Driver driver, Connection connection, Iterable<String> log)
    implements AutoCloseable {

  static TestSystem start() {
    return start(function -> true);
  }

  /** One whose queues fill up, since nothing but the HTTP intake runs. */
  static TestSystem startIntakeOnly() {
    return start(function -> function.id().equals("ReceiveEnvelopesFunction"));
  }

  private static TestSystem start(Predicate<Template.Function> wanted) {
    Stack stack = TestStacks.create();
    Template template = stack.template();
    String key = Objects.requireNonNull(template.parameters().get("DemoKey"));
    LocalSystem.createProject(stack, key);
    var log = new ConcurrentLinkedQueue<String>();
    Driver driver =
        Driver.start(withCode(stack, wanted), Pace.BRISK, "127.0.0.1", 0, log::add, log::add);
    URI intake = driver.intakeUri();
    var connection =
        new Connection(
            "http://" + key + "@" + intake.getAuthority() + "/1",
            intake,
            stack.endpoints(),
            new LinkedHashMap<>(stack.queueUrls()),
            new LinkedHashMap<>(stack.tables()),
            stack.bucket(),
            Duration.ofDays(90));
    return new TestSystem(stack, driver, connection, log);
  }

  /** Without the functions whose modules have no code yet. */
  private static Stack withCode(Stack stack, Predicate<Template.Function> wanted) {
    Template all = stack.template();
    List<Template.Function> written =
        all.functions().stream()
            .filter(wanted)
            .filter(
                function ->
                    Files.isDirectory(
                        TestStacks.root()
                            .resolve(function.codeUri())
                            .resolve("../../src/main/java")
                            .normalize()))
            .toList();
    return new Stack(
        new Template(
            all.parameters(), all.tables(), all.queues(), all.buckets(), written, all.outputs()),
        stack.endpoints(),
        stack.tables(),
        stack.queueUrls(),
        stack.buckets());
  }

  /** Whether a function, by logical id, has code to run. */
  boolean runs(String function) {
    return withCode(stack, written -> true).template().functions().stream()
        .anyMatch(written -> written.id().equals(function));
  }

  /** Takes messages from a queue, by logical id, until there are as many as expected. */
  List<Message> await(String queue, int expected) throws InterruptedException {
    var messages = new ArrayList<Message>();
    Instant end = Instant.now().plusSeconds(60);
    while (messages.size() < expected && Instant.now().isBefore(end)) {
      messages.addAll(take(queue));
      Thread.sleep(50);
    }
    return messages;
  }

  /** Takes everything from a queue, by logical id. */
  List<Message> take(String queue) {
    var messages = new ArrayList<Message>();
    try (SqsClient sqs = stack.endpoints().sqsClient()) {
      List<Message> some;
      do {
        some =
            sqs.receiveMessage(
                    receive ->
                        receive
                            .queueUrl(stack.queueUrl(queue))
                            .messageAttributeNames("All")
                            .maxNumberOfMessages(10))
                .messages();
        messages.addAll(some);
      } while (!some.isEmpty());
    }
    return messages;
  }

  @Override
  public void close() {
    driver.close();
  }
}
