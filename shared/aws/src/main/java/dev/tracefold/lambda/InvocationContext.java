package dev.tracefold.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a function learns about its invocation where not Lambda invokes it: a fresh request id, and
 * the time it has left.
 */
public final class InvocationContext implements Context {
  private final String function;
  private final int memoryMegabytes;
  private final Consumer<String> log;
  private final String requestId = UUID.randomUUID().toString();
  private final long deadline;

  /**
   * An invocation that begins now.
   *
   * @param function its name
   * @param timeout the time it has
   * @param log takes what the function logs by it, a line each time, after the function's name
   */
  public InvocationContext(
      String function, int memoryMegabytes, Duration timeout, Consumer<String> log) {
    this.function = Objects.requireNonNull(function, "function");
    this.memoryMegabytes = memoryMegabytes;
    this.log = Objects.requireNonNull(log, "log");
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function;
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
  }

  @Override
  public int getMemoryLimitInMB() {
    return memoryMegabytes;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.accept(function + ": " + message.stripTrailing());
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
