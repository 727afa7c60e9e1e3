package dev.tracefold.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.CannedAws;
import dev.tracefold.aws.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Invocations that a function answers before Lambda freezes it into a snapshot (SnapStart), so that
 * what is restored has loaded its classes and compiled what every invocation needs.
 *
 * <p>They leave no trace: all but one read go to canned answers. And nothing that must be unique
 * comes of them, since every instance that is restored begins with the same memory: the invocations
 * are of a handler of their own, and ids are drawn from the operating system when they are needed.
 */
public final class Rehearsal implements Resource {

  /** As many as make the compiler compile what every invocation needs. */
  private static final int INVOCATIONS = 30;

  private static final int MEGABYTES = 512;

  private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());

  /** Those to come: what asks for snapshots forgets what nobody else holds. */
  private static final Queue<Rehearsal> HELD = new ConcurrentLinkedQueue<>();

  private final Class<?> function;
  private final String table;
  private final Function<AwsClients, RequestStreamHandler> handler;

  /**
   * A rehearsal of the invocation in the resource {@code rehearsal.json} beside a function.
   *
   * @param table one that the function may read
   * @param handler makes the function on other clients
   */
  public Rehearsal(
      Class<?> function, String table, Function<AwsClients, RequestStreamHandler> handler) {
    this.function = Objects.requireNonNull(function, "function");
    this.table = Objects.requireNonNull(table, "table");
    this.handler = Objects.requireNonNull(handler, "handler");
  }

  /** Has it done before the snapshot, where Lambda makes one of this process. */
  public void register() {
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      HELD.add(this);
      Core.getGlobalContext().register(this);
    }
  }

  /**
   * Reads once what is not there, for all that a connection needs, such as certificates. Then
   * invokes the function on canned answers.
   *
   * @return the function's last answer
   */
  public String run() throws IOException {
    new AwsClients()
        .dynamoDb()
        .getItem(read -> read.tableName(table).key(Item.key("rehearsal", "-")));
    byte[] event = event();
    RequestStreamHandler rehearsed = handler.apply(new AwsClients(CannedAws.remembering(items())));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int i = 0; i < INVOCATIONS; i++) {
      answer.reset();
      rehearsed.handleRequest(new ByteArrayInputStream(event), answer, context());
    }
    return answer.toString(UTF_8);
  }

  /**
   * The project and the key that invocations name. No constant: whoever starts without a snapshot
   * would load canned answers, and the mapper that these read requests with, for nothing.
   */
  private static Map<String, String> items() {
    return Map.of(
        CannedAws.key("P#1", "PROJECT"),
        """
        {"pk": {"S": "P#1"}, "sk": {"S": "PROJECT"}, "organization": {"N": "1"},
         "slug": {"S": "rehearsal"}, "enabled": {"BOOL": true}, "options": {"S": "{}"}}
        """,
        CannedAws.key("K#" + "0".repeat(32), "KEY"),
        """
        {"pk": {"S": "K#0"}, "sk": {"S": "KEY"}, "key_id": {"N": "1"}, "project": {"N": "1"},
         "enabled": {"BOOL": true}}
        """);
  }

  private InvocationContext context() {
    return new InvocationContext(
        function.getSimpleName(), MEGABYTES, Duration.ofMinutes(1), line -> {});
  }

  private byte[] event() throws IOException {
    try (InputStream event = function.getResourceAsStream("rehearsal.json")) {
      return Objects.requireNonNull(event, "rehearsal.json").readAllBytes();
    }
  }

  /** Rehearses. What fails only makes the first invocation slow, so it is told and no more. */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      run();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the function is not prepared for its snapshot", e);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing to renew: idle connections are given up after seconds, and caches go by the clock.
  }
}
