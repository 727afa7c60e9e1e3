package dev.tracefold.metric;

import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Where a function's metrics are printed, once per invocation.
 *
 * @param detail how much of them
 * @param clock the time that CloudWatch files them under
 * @param out takes a line without its end; for Lambda the standard output, which it hands on
 */
public record MetricLog(MetricDetail detail, Clock clock, Consumer<String> out) {

  public MetricLog {
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(out, "out");
  }

  /** Prints what was collected. */
  public void print(Metrics metrics) {
    metrics.lines(detail).forEach(line -> out.accept(line.toJson(clock.instant())));
  }
}
