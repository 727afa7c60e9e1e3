package dev.tracefold.outcome;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fate of one item, with its code on the wire (event-saving 17.2).
 *
 * <p>Reasons are short words such as {@code discarded-hash}, never empty; one that is longer than
 * {@link #REASON_LENGTH_MAX} characters is cut there.
 */
public sealed interface Outcome {

  /** Reasons are keys of usage counters: long ones would only cost. */
  int REASON_LENGTH_MAX = 200;

  /** The number that stands for this outcome in messages. */
  int code();

  /** Why; null where the outcome says everything. */
  @Nullable String reason();

  /** Its lower-case name, for people and for the names of counters. */
  String label();

  /** Saved. */
  record Accepted() implements Outcome {
    @Override
    public int code() {
      return 0;
    }

    @Override
    public @Nullable String reason() {
      return null;
    }

    @Override
    public String label() {
      return "accepted";
    }
  }

  /** Dropped on the project's wish. */
  record Filtered(String reason) implements Outcome {
    public Filtered {
      reason = checked(reason);
    }

    @Override
    public int code() {
      return 1;
    }

    @Override
    public String label() {
      return "filtered";
    }
  }

  /** Dropped because there were too many. */
  record RateLimited(String reason) implements Outcome {
    public RateLimited {
      reason = checked(reason);
    }

    @Override
    public int code() {
      return 2;
    }

    @Override
    public String label() {
      return "rate_limited";
    }
  }

  /** Could not be read or completed, now or ever. */
  record Invalid(String reason) implements Outcome {
    public Invalid {
      reason = checked(reason);
    }

    @Override
    public int code() {
      return 3;
    }

    @Override
    public String label() {
      return "invalid";
    }
  }

  /** Dropped to protect the system. */
  record Abuse() implements Outcome {
    @Override
    public int code() {
      return 4;
    }

    @Override
    public @Nullable String reason() {
      return null;
    }

    @Override
    public String label() {
      return "abuse";
    }
  }

  /** Dropped by the client, which reported it. */
  record ClientDiscard(String reason) implements Outcome {
    public ClientDiscard {
      reason = checked(reason);
    }

    @Override
    public int code() {
      return 5;
    }

    @Override
    public String label() {
      return "client_discard";
    }
  }

  /**
   * The outcome that a message names.
   *
   * @return empty for an unknown code, and for a code that needs a reason and has none
   */
  static Optional<Outcome> of(int code, @Nullable String reason) {
    if (code == 0) {
      return Optional.of(new Accepted());
    }
    if (code == 4) {
      return Optional.of(new Abuse());
    }
    if (reason == null || reason.isEmpty()) {
      return Optional.empty();
    }
    return switch (code) {
      case 1 -> Optional.of(new Filtered(reason));
      case 2 -> Optional.of(new RateLimited(reason));
      case 3 -> Optional.of(new Invalid(reason));
      case 5 -> Optional.of(new ClientDiscard(reason));
      default -> Optional.empty();
    };
  }

  private static String checked(String reason) {
    if (reason.isEmpty()) {
      throw new IllegalArgumentException("an outcome's reason is empty; expected a short word");
    }
    return reason.codePointCount(0, reason.length()) <= REASON_LENGTH_MAX
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, REASON_LENGTH_MAX));
  }
}
