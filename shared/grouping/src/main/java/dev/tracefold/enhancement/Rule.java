package dev.tracefold.enhancement;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One enhancement rule: where all matchers hold, all actions are done (enhancements 1).
 *
 * <p>{@code toString()} is the description that hints quote (enhancements 8.1).
 *
 * @param matchers at least one, in written order; a caller's bracket first, a callee's last
 * @param actions at least one, in written order
 */
public record Rule(List<Matcher> matchers, List<Action> actions) {

  public Rule {
    matchers = List.copyOf(matchers);
    actions = List.copyOf(actions);
    if (matchers.isEmpty() || actions.isEmpty()) {
      throw new IllegalArgumentException(
          "A rule needs a matcher and an action, found " + matchers + " and " + actions);
    }
  }

  /** Whether the rule changes frames, and so takes part in the first pass (enhancements 6.2). */
  boolean modifiesFrames() {
    return actions.stream()
        .anyMatch(
            action ->
                action instanceof Action.SetCategory
                    || (action instanceof Action.SetFlag set && set.flag() == Action.Flag.APP));
  }

  /** Whether the rule says something about components, and so takes part in the second pass. */
  boolean updatesComponents() {
    return actions.stream().anyMatch(action -> !(action instanceof Action.SetCategory));
  }

  @Override
  public String toString() {
    return Stream.concat(matchers.stream(), actions.stream())
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
