package dev.tracefold.local.project;

import dev.tracefold.enhancement.RuleSyntaxException;
import java.util.List;

/** A value that an option does not take; the message says what was found and what is expected. */
final class RefusedValue extends Exception {

  private static final long serialVersionUID = 1L;

  private RefusedValue(String message) {
    super(message);
  }

  RefusedValue(RuleSyntaxException problem) {
    super(problem.getMessage(), problem);
  }

  /** All that is wrong with a value, a sentence each. */
  static RefusedValue of(List<String> problems) {
    return new RefusedValue(String.join("; ", problems));
  }

  static RefusedValue of(String found, String expected) {
    return new RefusedValue("found '%s', expected %s".formatted(found, expected));
  }
}
