package dev.tracefold.local.driver;

import dev.tracefold.embedded.Template;
import dev.tracefold.lambda.InvocationContext;
import dev.tracefold.local.driver.Invocation.Answered;
import dev.tracefold.local.driver.Invocation.Failed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function and its instances: an idle one is used again, a new one is made when all are at work,
 * as Lambda does. An instance that threw stays; one that overran its time is given up.
 */
final class LocalFunction {
  /** Lambda's limit of a synchronous payload, each way. */
  static final int PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;

  private final Template.Function function;
  private final Map<String, String> environment;
  private final Consumer<String> log;
  private final ConcurrentLinkedDeque<FunctionInstance> idle = new ConcurrentLinkedDeque<>();

  LocalFunction(Template.Function function, Map<String, String> environment, Consumer<String> log) {
    this.function = function;
    this.environment = Map.copyOf(environment);
    this.log = log;
  }

  String id() {
    return function.id();
  }

  /**
   * Builds the first instance, so that a function that cannot start says so at once.
   *
   * @throws IllegalStateException where it cannot
   */
  void warm() {
    idle.push(FunctionInstance.create(function.handler(), environment));
  }

  /** Invokes the function and waits for its answer, for its timeout at the longest. */
  Invocation invoke(String payload) throws InterruptedException {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > PAYLOAD_BYTES_MAX) {
      return new Failed("the payload has " + bytes.length + " bytes, Lambda takes 6 MiB");
    }
    @Nullable FunctionInstance free = idle.poll();
    FunctionInstance instance =
        free == null ? FunctionInstance.create(function.handler(), environment) : free;
    var context =
        new InvocationContext(function.id(), function.memoryMegabytes(), function.timeout(), log);
    var task = new FutureTask<byte[]>(() -> instance.handle(bytes, context));
    Thread thread = Thread.ofPlatform().daemon().name(function.id()).start(task);
    try {
      byte[] answer = task.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
      idle.push(instance);
      return answer.length > PAYLOAD_BYTES_MAX
          ? new Failed("the answer has " + answer.length + " bytes, Lambda takes 6 MiB")
          : new Answered(new String(answer, StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      idle.push(instance);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Failed(cause instanceof IOException ? "bad payload: " + cause : "" + cause);
    } catch (TimeoutException e) {
      thread.interrupt();
      return new Failed("timed out after " + function.timeout().toSeconds() + " seconds");
    }
  }
}
