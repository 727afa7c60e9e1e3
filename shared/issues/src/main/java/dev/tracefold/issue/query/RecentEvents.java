package dev.tracefold.issue.query;

import dev.tracefold.issue.EventList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The latest events of an issue, and the values of their tags.
 *
 * @param events the latest first
 * @param tags by key how many of these events have each value, the most frequent first; {@link
 *     EventList#OTHER} stands for further values
 * @param complete whether these are all events of the issue that are still kept
 */
public record RecentEvents(
    List<EventList.Entry> events,
    SequencedMap<String, SequencedMap<String, Long>> tags,
    boolean complete) {

  public RecentEvents {
    events = List.copyOf(events);
    tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
  }

  /** The events of several lists together. */
  public static RecentEvents of(Collection<EventList> lists, boolean complete) {
    List<EventList.Entry> events = new ArrayList<>();
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (EventList list : lists) {
      events.addAll(list.entries());
      list.tags()
          .forEach(
              (key, values) -> {
                Map<String, Long> sums = counts.computeIfAbsent(key, added -> new TreeMap<>());
                values.forEach((value, count) -> sums.merge(value, (long) count, Long::sum));
              });
    }
    events.sort(
        Comparator.comparing(EventList.Entry::datetime)
            .reversed()
            .thenComparing(EventList.Entry::eventId));
    SequencedMap<String, SequencedMap<String, Long>> tags = new LinkedHashMap<>();
    counts.forEach((key, values) -> tags.put(key, byFrequency(values)));
    return new RecentEvents(events, tags, complete);
  }

  /** The most frequent first, but what stands for others last. */
  private static SequencedMap<String, Long> byFrequency(Map<String, Long> values) {
    SequencedMap<String, Long> sorted = new LinkedHashMap<>();
    values.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    Long other = sorted.remove(EventList.OTHER);
    if (other != null) {
      sorted.put(EventList.OTHER, other);
    }
    return sorted;
  }
}
