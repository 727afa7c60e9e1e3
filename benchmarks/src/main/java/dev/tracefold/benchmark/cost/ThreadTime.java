package dev.tracefold.benchmark.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Processor time of a function: of the thread that asks and of those that make its calls, not of
 * the emulators, which run in the same JVM.
 */
final class ThreadTime {

  private static final double NANOS_PER_MILLI = 1e6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** Milliseconds since some beginning. */
  double millis() {
    long nanos = threads.getCurrentThreadCpuTime();
    for (@Nullable ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals(CallMeter.PARALLEL_THREAD)) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos / NANOS_PER_MILLI;
  }
}
