package dev.tracefold.benchmark.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The events that were sent: of which issue, and when first. Thread-safe. */
final class SentEvents {

  /**
   * An event.
   *
   * @param issue the number of its issue, from 0
   * @param nanos when it was sent first, by {@link System#nanoTime}
   */
  record Sent(int issue, long nanos) {}

  private final Map<String, Sent> byId = new ConcurrentHashMap<>();

  void add(String eventId, int issue, long nanos) {
    byId.putIfAbsent(eventId, new Sent(issue, nanos));
  }

  /** Null for an event that was never sent. */
  @Nullable Sent find(@Nullable String eventId) {
    return eventId == null ? null : byId.get(eventId);
  }

  int size() {
    return byId.size();
  }

  /** How many events an issue got. */
  long ofIssue(int issue) {
    return byId.values().stream().filter(sent -> sent.issue() == issue).count();
  }
}
