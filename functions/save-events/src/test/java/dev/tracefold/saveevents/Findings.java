package dev.tracefold.saveevents;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects everything that is not as expected, so that one run tells all of it. */
final class Findings {

  private final List<String> problems = new ArrayList<>();

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no dependency of tests
  void expect(boolean holds, String problem, @Nullable Object... arguments) {
    if (!holds) {
      problems.add(problem.formatted(arguments));
    }
  }

  /**
   * Ends the collection.
   *
   * @throws AssertionError that names what was found
   */
  void assertNone() {
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join("\n", problems));
    }
  }
}
