package dev.tracefold.erasure;

import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.saving.ItemKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event or transaction that is to be erased.
 *
 * @param key which
 * @param positions of its payload, and of copies that deliveries which were cut short left behind
 * @param tags its tags by key
 * @param userHash of its user; null where that is not asked for
 */
public record FoundEvent(
    ItemKey key,
    List<PayloadPosition> positions,
    Map<String, String> tags,
    @Nullable String userHash) {

  public FoundEvent {
    Objects.requireNonNull(key, "key");
    positions = List.copyOf(positions);
    tags = Map.copyOf(tags);
  }
}
