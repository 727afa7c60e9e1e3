package dev.tracefold.metric;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics with common tags, as one line of CloudWatch's embedded metric format.
 *
 * @param tags values by name
 * @param values by metric, 1 to {@link #VALUES_MAX} of each; a counter has one
 */
public record MetricLine(Map<String, String> tags, Map<Metric, List<Double>> values) {

  /** CloudWatch's limit of values of one metric in a line. */
  public static final int VALUES_MAX = 100;

  private static final String NAMESPACE = "Tracefold";

  /** Microseconds; nothing here is timed more exactly. */
  private static final int DECIMALS_MAX = 6;

  public MetricLine {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    Map<Metric, List<Double>> copy = new EnumMap<>(Metric.class);
    values.forEach(
        (metric, found) -> {
          if (found.isEmpty() || found.size() > VALUES_MAX) {
            throw new IllegalArgumentException(
                "%s has %d values in a line; expected 1 to %d"
                    .formatted(metric, found.size(), VALUES_MAX));
          }
          copy.put(metric, List.copyOf(found));
        });
    values = Collections.unmodifiableMap(copy);
  }

  /** Adds counters up and spreads the values of others over as many lines as they need. */
  static List<MetricLine> of(Map<String, String> tags, Map<Metric, List<Double>> values) {
    List<Map<Metric, List<Double>>> lines = new ArrayList<>();
    values.forEach(
        (metric, found) -> {
          List<Double> told = metric.unit() == Metric.Unit.COUNT ? List.of(sum(found)) : found;
          for (int line = 0; line * VALUES_MAX < told.size(); line++) {
            if (line == lines.size()) {
              lines.add(new EnumMap<>(Metric.class));
            }
            int end = Math.min(told.size(), (line + 1) * VALUES_MAX);
            lines.get(line).put(metric, told.subList(line * VALUES_MAX, end));
          }
        });
    return lines.stream().map(line -> new MetricLine(tags, line)).toList();
  }

  private static double sum(List<Double> counts) {
    return counts.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The line, without its end. */
  public String toJson(Instant time) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", time.toEpochMilli());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    ArrayNode dimensions = directive.putArray("Dimensions").addArray();
    tags.keySet().forEach(dimensions::add);
    ArrayNode metrics = directive.putArray("Metrics");
    tags.forEach(line::put);
    values.forEach(
        (metric, found) -> {
          metrics.addObject().put("Name", metric.wireName()).put("Unit", metric.unit().wireName());
          if (found.size() == 1) {
            line.put(metric.wireName(), number(found.getFirst()));
          } else {
            ArrayNode list = line.putArray(metric.wireName());
            found.forEach(value -> list.add(number(value)));
          }
        });
    return JsonTree.write(line);
  }

  private static BigDecimal number(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).setScale(DECIMALS_MAX, RoundingMode.HALF_UP);
    return exact.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(exact.stripTrailingZeros().toPlainString());
  }
}
