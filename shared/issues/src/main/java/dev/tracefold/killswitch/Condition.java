package dev.tracefold.killswitch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a switch: all its fields have to agree (event-saving 20.3).
 *
 * @param fields expected texts by name, at least one
 */
public record Condition(Map<String, String> fields) {

  public Condition {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "a condition has no field; expected at least one, or it would match everything");
    }
  }

  /** Whether every field agrees, letter by letter. A fact that is null or missing never does. */
  boolean matches(Map<String, @Nullable Object> facts) {
    for (Map.Entry<String, String> field : fields.entrySet()) {
      Object fact = facts.get(field.getKey());
      if (fact == null || !field.getValue().equals(text(fact))) {
        return false;
      }
    }
    return true;
  }

  /** Booleans are written as in the reference's language: stored conditions compare with that. */
  static String text(Object fact) {
    return fact instanceof Boolean flag ? (flag ? "True" : "False") : fact.toString();
  }
}
