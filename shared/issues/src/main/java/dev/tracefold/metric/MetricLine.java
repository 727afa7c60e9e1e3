package dev.tracefold.metric;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Counts with common tags, as one line of CloudWatch's embedded metric format.
 *
 * @param tags values by name; at most {@link #TAGS_MAX}
 * @param counts how much to add, by metric, under the names of event-saving 24 without their prefix
 */
public record MetricLine(Map<String, String> tags, SequencedMap<String, Long> counts) {

  /** CloudWatch's limit of dimensions in a set. */
  public static final int TAGS_MAX = 30;

  /** Prefix of all names (event-saving 17.4). */
  private static final String PREFIX = "sentry.";

  private static final String NAMESPACE = "Tracefold";

  public MetricLine {
    if (tags.size() > TAGS_MAX) {
      throw new IllegalArgumentException(
          "a metric has %d tags; at most %d are allowed".formatted(tags.size(), TAGS_MAX));
    }
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
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
    counts
        .keySet()
        .forEach(name -> metrics.addObject().put("Name", PREFIX + name).put("Unit", "Count"));
    tags.forEach(line::put);
    counts.forEach((name, count) -> line.put(PREFIX + name, count));
    return line.toString();
  }
}
