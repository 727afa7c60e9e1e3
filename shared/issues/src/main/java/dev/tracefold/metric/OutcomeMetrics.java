package dev.tracefold.metric;

import dev.tracefold.outcome.OutcomeMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The metric {@code events.outcomes} (event-saving 17.1): how many items had which fate. */
public final class OutcomeMetrics {

  /** How many series there may be. */
  public enum Detail {
    /** One for each outcome: at most six. */
    OUTCOME,
    /** One for each outcome and category: at most thirty-six. */
    CATEGORY
  }

  private OutcomeMetrics() {}

  /** One line for each combination of tags that occurs; none for no messages. */
  public static List<MetricLine> of(List<OutcomeMessage> messages, Detail detail) {
    Map<Map<String, String>, Long> counts = new LinkedHashMap<>();
    for (OutcomeMessage message : messages) {
      counts.merge(tags(message, detail), 1L, Long::sum);
    }
    List<MetricLine> lines = new ArrayList<>();
    counts.forEach(
        (tags, count) -> {
          SequencedMap<String, Long> metric = new LinkedHashMap<>();
          metric.put("events.outcomes", count);
          lines.add(new MetricLine(tags, metric));
        });
    return List.copyOf(lines);
  }

  private static Map<String, String> tags(OutcomeMessage message, Detail detail) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("outcome", message.outcome().label());
    if (detail == Detail.CATEGORY) {
      tags.put("category", message.category().name().toLowerCase(Locale.ROOT));
    }
    return tags;
  }
}
