package dev.tracefold.issue.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.issue.regression.IgnoreTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What ends the ignoring of an issue, as somebody asks for it; nothing ends it if all are null.
 *
 * @param until at this time
 * @param count after so many events, 1 or more
 * @param window with {@code count}: only if they come within this time
 * @param userCount after so many users, 1 or more
 * @param userWindow with {@code userCount}: only if they come within this time
 */
public record IgnoreConditions(
    @Nullable Instant until,
    @Nullable Long count,
    @Nullable Duration window,
    @Nullable Long userCount,
    @Nullable Duration userWindow) {

  /** Longest window: longer ones are read off totals as well. */
  public static final Duration WINDOW_MAX = Duration.ofDays(7);

  public IgnoreConditions {
    // As it is stored.
    until = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
    check(count, window, "events");
    check(userCount, userWindow, "users");
  }

  /** Nothing ends it. */
  public static final IgnoreConditions NONE = new IgnoreConditions(null, null, null, null, null);

  private static void check(@Nullable Long count, @Nullable Duration window, String what) {
    if (count != null && count < 1) {
      throw new IllegalArgumentException(
          "found a count of %d %s, expected 1 or more".formatted(count, what));
    }
    if (window == null) {
      return;
    }
    if (count == null) {
      throw new IllegalArgumentException(
          "found a window without a count of %s that come within it".formatted(what));
    }
    if (window.toMinutes() < 1 || window.compareTo(WINDOW_MAX) > 0) {
      throw new IllegalArgumentException(
          "found a window of %d minutes for %s, expected 1 to %d"
              .formatted(window.toMinutes(), what, WINDOW_MAX.toMinutes()));
    }
  }

  /** Whether these are the conditions of terms that are in force. */
  boolean sameAs(@Nullable IgnoreTerms terms) {
    return terms == null
        ? equals(NONE)
        : equals(
            new IgnoreConditions(
                terms.until(),
                terms.count(),
                terms.window(),
                terms.userCount(),
                terms.userWindow()));
  }

  /** What is stored; null where nothing ends it. */
  @Nullable IgnoreTerms terms(IgnoreTerms.Seen seen) {
    return equals(NONE)
        ? null
        : new IgnoreTerms(until, count, window, userCount, userWindow, seen.times(), seen.users());
  }

  /** What the activity says, with the reference's names and minutes. */
  ObjectNode activity(Instant now) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("ignoreCount", count);
    data.put("ignoreDuration", until == null ? null : minutes(Duration.between(now, until)));
    data.put("ignoreUntil", until == null ? null : until.toString());
    data.put("ignoreUserCount", userCount);
    data.put("ignoreUserWindow", minutes(userWindow));
    data.put("ignoreWindow", minutes(window));
    return data;
  }

  private static @Nullable Long minutes(@Nullable Duration duration) {
    return duration == null ? null : Long.valueOf(duration.toMinutes());
  }
}
