package dev.tracefold.saveevents;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Holds a function up before one of its calls to AWS while something else happens. */
final class Interruption implements ExecutionInterceptor {

  private final int call;
  private final Runnable meanwhile;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param call its number, from 0
   */
  Interruption(int call, Runnable meanwhile) {
    this.call = call;
    this.meanwhile = meanwhile;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (calls.getAndIncrement() == call) {
      meanwhile.run();
    }
  }

  /** Whether there was such a call. */
  boolean happened() {
    return calls.get() > call;
  }
}
