package dev.tracefold.killswitch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a switch is thrown for an item (event-saving 20.1). */
public final class KillSwitches {

  /** Hears of every evaluation; the reference counts them as {@code killswitches.run}. */
  @FunctionalInterface
  public interface Observer {
    /**
     * A switch was evaluated.
     *
     * @param matched whether it is thrown for the item
     */
    void evaluated(KillSwitch killSwitch, boolean matched);
  }

  private final Map<KillSwitch, List<Condition>> conditions = new EnumMap<>(KillSwitch.class);
  private final Observer observer;

  /**
   * Reads the switches once.
   *
   * @param options the deployment's options by name; an option that is absent throws nothing
   */
  public KillSwitches(JsonNode options, Observer observer) {
    for (KillSwitch killSwitch : KillSwitch.values()) {
      conditions.put(killSwitch, Conditions.read(options.get(killSwitch.option())));
    }
    this.observer = observer;
  }

  /**
   * Whether any condition of the switch matches.
   *
   * @param facts the item by the names of the switch's fields, all of them; a value may be null
   * @throws IllegalArgumentException if a field is missing or is none of the switch's
   */
  public boolean matches(KillSwitch killSwitch, Map<String, @Nullable Object> facts) {
    if (!facts.keySet().equals(Set.copyOf(killSwitch.fields()))) {
      throw new IllegalArgumentException(
          "%s was asked about %s; expected %s"
              .formatted(killSwitch.option(), facts.keySet(), killSwitch.fields()));
    }
    boolean matched = isAnyMatching(killSwitch, facts);
    observer.evaluated(killSwitch, matched);
    return matched;
  }

  private boolean isAnyMatching(KillSwitch killSwitch, Map<String, @Nullable Object> facts) {
    for (Condition condition : conditions.getOrDefault(killSwitch, List.of())) {
      if (condition.matches(facts)) {
        return true;
      }
    }
    return false;
  }
}
