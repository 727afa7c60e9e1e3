package dev.tracefold.enhancement;

import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.stacktrace.FrameModifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of enhancement rules, compiled: the built-in lists that it builds on, then rules of its own
 * (enhancements 7 and 9). Immutable and thread-safe.
 *
 * <p>It is applied in two passes. {@link #modify} changes frames, before anything is grouped.
 * {@link #judge} then says what the rules have to say about the components made from them.
 */
public final class Enhancements implements FrameModifier {

  /** No rules at all. */
  public static final Enhancements NONE = of(List.of(), List.of());

  private final List<BuiltinRules> bases;
  private final List<Rule> rules;
  private final List<RuleSet> ruleSets;

  private Enhancements(List<BuiltinRules> bases, List<Rule> rules) {
    this.bases = List.copyOf(bases);
    this.rules = List.copyOf(rules);
    List<RuleSet> all = new ArrayList<>();
    bases.forEach(base -> all.addAll(base.ruleSets()));
    if (!rules.isEmpty()) {
      all.add(new RuleSet(rules));
    }
    this.ruleSets = List.copyOf(all);
  }

  /** Rules behind those of built-in lists. */
  public static Enhancements of(List<BuiltinRules> bases, List<Rule> rules) {
    return new Enhancements(bases, rules);
  }

  /**
   * The rules of a text behind those of built-in lists.
   *
   * @throws RuleSyntaxException if the text does not parse, or exceeds a limit of {@link
   *     RuleParser}
   */
  public static Enhancements parse(List<BuiltinRules> bases, String text)
      throws RuleSyntaxException {
    return of(bases, RuleParser.parse(text));
  }

  /** The built-in lists whose rules come first. */
  public List<BuiltinRules> bases() {
    return bases;
  }

  /** The rules behind those of the built-in lists. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * The first pass: sets in-app flags and categories. Exceptions are not known to it, so that
   * matchers on them see {@code <unknown>} (enhancements 7.2).
   */
  @Override
  public List<Frame> modify(List<Frame> frames, @Nullable String eventPlatform) {
    StackView stack = StackView.of(frames, eventPlatform, ExceptionView.NONE);
    for (RuleSet ruleSet : ruleSets) {
      ruleSet.matchModifiers(stack, (rule, matched) -> modify(stack, rule, matched));
    }
    return stack.frames().stream().map(FrameView::modified).toList();
  }

  private static void modify(StackView stack, CompiledRule rule, BitSet matched) {
    FlagReach.visit(
        matched,
        stack.size(),
        rule.isRanged(),
        (frame, range) -> {
          FrameView view = stack.frames().get(frame);
          for (Action action : rule.rule().actions()) {
            if (action instanceof Action.SetFlag set
                && set.flag() == Action.Flag.APP
                && set.range() == range) {
              view.setInApp(set.value());
            } else if (action instanceof Action.SetCategory set && range == Action.Range.SELF) {
              view.setCategory(set.category());
            }
          }
        });
  }

  /**
   * The second pass: which rules match where.
   *
   * @param frames all frames of one stack trace as the first pass left them, the crash last
   * @param eventPlatform platform of the event, for frames that have none
   * @param exception the exception that the stack trace belongs to; null if it belongs to none, or
   *     if rules are not to see it
   */
  public StacktraceVerdict judge(
      List<Frame> frames, @Nullable String eventPlatform, @Nullable ExceptionValue exception) {
    StackView stack = StackView.of(frames, eventPlatform, ExceptionView.of(exception));
    StacktraceVerdict verdict = new StacktraceVerdict(frames);
    for (RuleSet ruleSet : ruleSets) {
      ruleSet.matchUpdaters(stack, verdict::add);
    }
    return verdict;
  }
}
