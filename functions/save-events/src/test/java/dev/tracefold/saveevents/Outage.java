package dev.tracefold.saveevents;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Refuses the calls that a test picks, as a service that is out of reach does. */
final class Outage implements ExecutionInterceptor {

  private final Predicate<SdkRequest> refused;
  private final AtomicInteger calls = new AtomicInteger();

  Outage(Predicate<SdkRequest> refused) {
    this.refused = refused;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (refused.test(context.request())) {
      calls.incrementAndGet();
      throw SdkClientException.create("out of reach");
    }
  }

  /** How many calls it refused. */
  int calls() {
    return calls.get();
  }
}
