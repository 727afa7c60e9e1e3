package dev.tracefold.saving;

import dev.tracefold.outcome.OutcomeMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item whose fate is about to be decided.
 *
 * @param record what is remembered of it
 * @param accepted its outcome, which the usage counters take in at once; null if it is dropped
 * @param tags its tags by key, each with a value that is not empty
 */
public record Countable(
    EventRecord record, @Nullable OutcomeMessage accepted, Map<String, String> tags) {

  public Countable {
    tags = Map.copyOf(tags);
  }
}
