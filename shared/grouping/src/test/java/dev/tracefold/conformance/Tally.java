package dev.tracefold.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts how many cases of a set agree with the reference, and keeps the first that do not. */
public final class Tally {

  private static final int SHOWN_MAX = 10;

  private final String set;
  private final List<String> differences = new ArrayList<>();
  private int cases;
  private int matched;

  /** A tally for a set of the given name. */
  public Tally(String set) {
    this.set = set;
  }

  /** Counts one case. */
  public void compare(String name, @Nullable Object found, @Nullable Object expected) {
    cases++;
    if (Objects.equals(found, expected)) {
      matched++;
    } else if (differences.size() < SHOWN_MAX) {
      differences.add(name + "\n  found:    " + found + "\n  expected: " + expected);
    }
  }

  /** Prints the summary line; fails unless there were cases and every one matched. */
  public void finish() {
    System.out.printf("%s: %d of %d matched%n", set, matched, cases);
    if (cases == 0 || matched < cases) {
      throw new AssertionError(
          "%s: %d of %d matched%n%s"
              .formatted(set, matched, cases, String.join("\n", differences)));
    }
  }
}
