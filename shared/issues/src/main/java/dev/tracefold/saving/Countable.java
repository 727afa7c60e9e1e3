package dev.tracefold.saving;

import dev.tracefold.outcome.OutcomeMessage;
import java.util.Map;

/**
 * An item that is about to be counted.
 *
 * @param record what is remembered of it
 * @param accepted its outcome, which the usage counters take in at once
 * @param tags its tags by key, each with a value that is not empty
 */
public record Countable(EventRecord record, OutcomeMessage accepted, Map<String, String> tags) {

  public Countable {
    tags = Map.copyOf(tags);
  }
}
