package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.local.driver.Driver;
import dev.tracefold.local.driver.Pace;
import dev.tracefold.local.issue.IssueCommand;
import dev.tracefold.local.issue.IssuesCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
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
    String key = Objects.requireNonNull(stack.template().parameters().get("FirstKey"));
    LocalSystem.createProject(stack, key);
    var log = new ConcurrentLinkedQueue<String>();
    Driver driver =
        Driver.start(only(stack, wanted), Pace.BRISK, "127.0.0.1", 0, log::add, log::add);
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

  private static Stack only(Stack stack, Predicate<Template.Function> wanted) {
    Template all = stack.template();
    return new Stack(
        new Template(
            all.parameters(),
            all.tables(),
            all.queues(),
            all.buckets(),
            all.functions().stream().filter(wanted).toList(),
            all.outputs()),
        stack.endpoints(),
        stack.tables(),
        stack.queueUrls(),
        stack.buckets());
  }

  /** Its issues as {@code tracefold issues --json} prints them. */
  JsonNode issues() throws JsonProcessingException {
    var results = new ByteArrayOutputStream();
    IssuesCommand.printAll(connection, terminal(results), true);
    return new ObjectMapper().readTree(results.toString(UTF_8));
  }

  /** One of its issues as {@code tracefold issue --json} prints it. */
  JsonNode issue(String id) throws JsonProcessingException {
    var results = new ByteArrayOutputStream();
    IssueCommand.print(id, connection, terminal(results), Clock.systemUTC(), true);
    return new ObjectMapper().readTree(results.toString(UTF_8));
  }

  private static Terminal terminal(ByteArrayOutputStream results) {
    return new Terminal(new PrintStream(results, true, UTF_8), System.err, false);
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
