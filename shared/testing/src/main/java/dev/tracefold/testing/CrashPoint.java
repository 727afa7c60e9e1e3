package dev.tracefold.testing;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts the calls that go out of SDK clients, and ends the caller with a {@link Crash} at a chosen
 * one. Give it to {@code new AwsClients(crashPoint)}; a test first runs unarmed to learn how many
 * calls there are, then once for each call and {@link Moment}.
 *
 * <p>Once it has struck, every further call of the same run fails too: a function that is dead
 * makes no calls, also not from threads of its own that live on.
 */
public final class CrashPoint implements ExecutionInterceptor {

  /** Where in a call the caller ends. */
  public enum Moment {
    /** The call is never sent. */
    BEFORE,
    /** The call had its effect, and the caller never learns of it. */
    AFTER
  }

  private static final int NEVER = -1;

  private static final ExecutionAttribute<Integer> NUMBER =
      new ExecutionAttribute<>("TracefoldCallNumber");

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicBoolean struck = new AtomicBoolean();
  private volatile int armedCall = NEVER;
  private volatile Moment armedMoment = Moment.BEFORE;

  /**
   * Starts a run that ends at a call.
   *
   * @param call its number, from 0
   */
  public void arm(int call, Moment moment) {
    disarm();
    armedMoment = moment;
    armedCall = call;
  }

  /** Starts a run that ends by itself. */
  public void disarm() {
    armedCall = NEVER;
    struck.set(false);
    calls.set(0);
  }

  /** How many calls this run has begun. */
  public int calls() {
    return calls.get();
  }

  /** Whether this run was ended. */
  public boolean struck() {
    return struck.get();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    int number = calls.getAndIncrement();
    attributes.putAttribute(NUMBER, number);
    strike(Moment.BEFORE, number, context.request().getClass().getSimpleName());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    strike(
        Moment.AFTER,
        attributes.getAttribute(NUMBER),
        context.request().getClass().getSimpleName());
  }

  /** A call that was answered by an error ends here. */
  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    strike(
        Moment.AFTER,
        attributes.getAttribute(NUMBER),
        context.request().getClass().getSimpleName());
    return context.exception();
  }

  private void strike(Moment moment, int number, String request) {
    if (number == armedCall && moment == armedMoment) {
      struck.set(true);
    }
    if (struck.get()) {
      throw new Crash("%s call %d, %s".formatted(moment, number, request));
    }
  }
}
