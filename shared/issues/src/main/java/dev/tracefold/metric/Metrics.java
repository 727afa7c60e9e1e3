package dev.tracefold.metric;

import dev.tracefold.metric.MetricTag.Tagged;
import dev.tracefold.outcome.OutcomeMessage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one invocation of a function has to report; the function prints the {@link #lines}
 * at its end. Safe for use by the threads of an invocation.
 */
public final class Metrics {

  private static final double NANOSECONDS = 1e9;

  private final LongSupplier nanoTime;
  private final Map<Map<MetricTag, String>, Map<Metric, List<Double>>> values =
      new LinkedHashMap<>();

  /** Times by the JVM's clock. */
  public Metrics() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime nanoseconds from any beginning
   */
  public Metrics(LongSupplier nanoTime) {
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  /**
   * Adds to a counter.
   *
   * @throws IllegalArgumentException if the metric is no counter or has no such tag
   */
  public void count(Metric metric, long amount, Tagged... tags) {
    if (metric.unit() != Metric.Unit.COUNT) {
      throw new IllegalArgumentException(metric + " is no counter; record its values");
    }
    add(metric, (double) amount, Stream.of(tags));
  }

  /**
   * Keeps a value: seconds or bytes.
   *
   * @throws IllegalArgumentException if the metric is a counter or has no such tag
   */
  public void record(Metric metric, double value, Tagged... tags) {
    if (metric.unit() == Metric.Unit.COUNT) {
      throw new IllegalArgumentException(metric + " is a counter; count with it");
    }
    add(metric, value, Stream.of(tags));
  }

  /**
   * Takes a step and keeps how long it took, also where it fails; it says by {@link
   * MetricTag#RESULT} which of both.
   *
   * @return what the step gives
   */
  public <T extends @Nullable Object> T time(Metric metric, Supplier<T> step, Tagged... tags) {
    long start = nanoTime.getAsLong();
    String result = "failure";
    try {
      T given = step.get();
      result = "success";
      return given;
    } finally {
      double seconds = (nanoTime.getAsLong() - start) / NANOSECONDS;
      add(
          metric,
          seconds,
          Stream.concat(Stream.of(tags), Stream.of(MetricTag.RESULT.with(result))));
    }
  }

  /** Takes a step that gives nothing, like {@link #time}. */
  public void run(Metric metric, Runnable step, Tagged... tags) {
    time(
        metric,
        () -> {
          step.run();
          return null;
        },
        tags);
  }

  /** Counts what became of an item (event-saving 17.1); counters cannot take a correction back. */
  public void count(OutcomeMessage message) {
    if (message.correction()) {
      return;
    }
    String reason = message.outcome().reason();
    count(
        Metric.OUTCOMES,
        1,
        MetricTag.OUTCOME.with(message.outcome().label()),
        MetricTag.CATEGORY.with(message.category().wireName()),
        MetricTag.REASON.with(reason == null ? "none" : reason));
  }

  private synchronized void add(Metric metric, double value, Stream<Tagged> tagged) {
    Map<MetricTag, String> tags = new EnumMap<>(MetricTag.class);
    tagged.forEach(tag -> tags.put(tag.tag(), tag.value()));
    if (!metric.tags().containsAll(tags.keySet())) {
      throw new IllegalArgumentException(
          "%s has the tags %s; expected some of %s"
              .formatted(metric, tags.keySet(), metric.tags()));
    }
    values
        .computeIfAbsent(tags, added -> new EnumMap<>(Metric.class))
        .computeIfAbsent(metric, added -> new ArrayList<>())
        .add(value);
  }

  /** What was collected, as lines for the log; none where nothing was. */
  public synchronized List<MetricLine> lines(MetricDetail detail) {
    Map<Map<String, String>, Map<Metric, List<Double>>> byTags = new LinkedHashMap<>();
    values.forEach(
        (tags, metrics) -> {
          Map<String, String> reported = new TreeMap<>();
          tags.forEach(
              (tag, value) -> {
                if (detail.includes(tag.least())) {
                  reported.put(tag.wireName(), value);
                }
              });
          metrics.forEach(
              (metric, found) -> {
                if (detail.includes(metric.least())) {
                  byTags
                      .computeIfAbsent(reported, added -> new EnumMap<>(Metric.class))
                      .computeIfAbsent(metric, added -> new ArrayList<>())
                      .addAll(found);
                }
              });
        });
    List<MetricLine> lines = new ArrayList<>();
    byTags.forEach((tags, metrics) -> lines.addAll(MetricLine.of(tags, metrics)));
    return List.copyOf(lines);
  }
}
