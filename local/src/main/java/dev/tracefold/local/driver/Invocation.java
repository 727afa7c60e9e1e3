package dev.tracefold.local.driver;

import java.util.Objects;

/** What became of one invocation of a function. */
public sealed interface Invocation {

  /**
   * The function answered.
   *
   * @param json the answer as Lambda would send it on
   */
  record Answered(String json) implements Invocation {
    public Answered {
      Objects.requireNonNull(json, "json");
    }
  }

  /** The function threw, took too long, or the payload was too large. */
  record Failed(String reason) implements Invocation {
    public Failed {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
