package dev.tracefold.enhancement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One rule, ready to be matched and applied. */
final class CompiledRule {

  /**
   * What a flag action does in the second pass.
   *
   * @param hint what it leaves on the component of a frame (enhancements 8.2)
   */
  record FlagEffect(Action.SetFlag action, String hint) {}

  private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);

  private final Rule rule;
  private final List<Predicate<ExceptionView>> onException = new ArrayList<>();
  private final List<CompiledMatcher.OfFrame> onFrame = new ArrayList<>();
  private final List<FlagEffect> flagEffects = new ArrayList<>();
  private final String origin;
  private final boolean ranged;

  CompiledRule(Rule rule) {
    this.rule = rule;
    this.origin = " by stack trace rule (" + rule + ")";
    for (Matcher matcher : rule.matchers()) {
      if (matcher instanceof Matcher.OnException exception) {
        onException.add(CompiledMatcher.ofException(exception));
      } else if (!RuleIndex.decides(matcher)) {
        onFrame.add(CompiledMatcher.ofFrame(matcher));
      }
    }
    for (Action action : rule.actions()) {
      if (action instanceof Action.SetFlag set) {
        flagEffects.add(new FlagEffect(set, verdict(set) + origin));
      }
    }
    ranged = flagEffects.stream().anyMatch(e -> e.action().range() != Action.Range.SELF);
  }

  private static String verdict(Action.SetFlag set) {
    return switch (set.flag()) {
      case GROUP -> set.value() ? "un-ignored" : "ignored";
      case APP -> set.value() ? "marked in-app" : "marked out of app";
      case PREFIX -> "marked as prefix frame";
      case SENTINEL -> "marked as sentinel frame";
    };
  }

  Rule rule() {
    return rule;
  }

  List<FlagEffect> flagEffects() {
    return flagEffects;
  }

  /** Whether any action reaches beyond the matching frame. */
  boolean isRanged() {
    return ranged;
  }

  /** The words that name this rule at the end of a hint. */
  String origin() {
    return origin;
  }

  /** Whether the matchers that look at the exception hold; asked once per pass. */
  boolean holdsFor(ExceptionView exception) {
    for (Predicate<ExceptionView> matcher : onException) {
      if (!matcher.test(exception)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the matchers hold that the index leaves open: in-app flags and brackets. */
  boolean holdsAt(StackView stack, int index) {
    for (CompiledMatcher.OfFrame matcher : onFrame) {
      if (!matcher.holds(stack, index)) {
        return false;
      }
    }
    return true;
  }

  /** A limit on frames as a number to compare with; 0 for none. */
  static int limit(BigInteger frames) {
    return frames.signum() <= 0 ? 0 : frames.min(INT_MAX).intValue();
  }
}
