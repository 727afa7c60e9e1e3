package dev.tracefold.event;

import java.util.List;

/**
 * The threads of an event.
 *
 * @param values one entry per entry of the payload's list, {@link ThreadValue#MISSING} for null
 *     ones; empty if the payload names threads without listing any
 */
public record Threads(List<ThreadValue> values) {

  public Threads {
    values = List.copyOf(values);
  }

  /** The threads that are not null entries, in order. */
  public List<ThreadValue> present() {
    return values.stream().filter(ThreadValue::present).toList();
  }
}
