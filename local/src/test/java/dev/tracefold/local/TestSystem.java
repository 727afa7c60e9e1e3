package dev.tracefold.local;

import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.local.driver.Driver;
import dev.tracefold.local.driver.Pace;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    Stack stack = TestStacks.create();
    Template template = stack.template();
    String key = Objects.requireNonNull(template.parameters().get("DemoKey"));
    LocalSystem.createProject(stack, key);
    var log = new ConcurrentLinkedQueue<String>();
    Driver driver = Driver.start(withCode(stack), Pace.BRISK, "127.0.0.1", 0, log::add);
    URI intake = driver.intakeUri();
    var connection =
        new Connection(
            "http://" + key + "@" + intake.getAuthority() + "/1",
            intake,
            stack.endpoints(),
            new LinkedHashMap<>(stack.queueUrls()),
            new LinkedHashMap<>(stack.tables()),
            stack.bucket());
    return new TestSystem(stack, driver, connection, log);
  }

  /** Without the functions whose modules have no code yet. */
  private static Stack withCode(Stack stack) {
    Template all = stack.template();
    List<Template.Function> written =
        all.functions().stream()
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
    return withCode(stack).template().functions().stream()
        .anyMatch(written -> written.id().equals(function));
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
