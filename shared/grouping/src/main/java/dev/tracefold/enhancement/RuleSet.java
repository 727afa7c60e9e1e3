package dev.tracefold.enhancement;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of rules, compiled and indexed: a built-in list, or the rules of one text. Built-in lists
 * are shared by all that build on them, with everything their index has learnt.
 */
final class RuleSet {

  /** Is told which frames a rule matches, rule by rule, in their order. */
  interface Visitor {

    /**
     * One rule matches.
     *
     * @param frames the frames that it matches, at least one
     */
    void matched(CompiledRule rule, BitSet frames);
  }

  private final List<Rule> rules;
  private final List<CompiledRule> compiled;
  private final RuleIndex index;
  private final long[] modifiers;
  private final long[] updaters;

  RuleSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.compiled = this.rules.stream().map(CompiledRule::new).toList();
    this.index = new RuleIndex(this.rules);
    this.modifiers = new long[index.words()];
    this.updaters = new long[index.words()];
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).modifiesFrames()) {
        modifiers[i >> 6] |= 1L << i;
      }
      if (rules.get(i).updatesComponents()) {
        updaters[i >> 6] |= 1L << i;
      }
    }
  }

  List<Rule> rules() {
    return rules;
  }

  /** Matches the rules that change frames; the visitor may change the views as it goes. */
  void matchModifiers(StackView stack, Visitor visitor) {
    match(stack, modifiers, visitor);
  }

  /** Matches the rules that say something about components. */
  void matchUpdaters(StackView stack, Visitor visitor) {
    match(stack, updaters, visitor);
  }

  /**
   * All frames are judged before the visitor hears of the first, so that a rule never sees its own
   * effect (enhancements 7.1).
   */
  private void match(StackView stack, long[] wanted, Visitor visitor) {
    int words = index.words();
    long[] possible = new long[words * stack.size()];
    long[] anywhere = new long[words];
    for (int frame = 0; frame < stack.size(); frame++) {
      int offset = frame * words;
      System.arraycopy(wanted, 0, possible, offset, words);
      if (index.narrow(stack.frames().get(frame), possible, offset)) {
        for (int word = 0; word < words; word++) {
          anywhere[word] |= possible[offset + word];
        }
      }
    }
    for (int word = 0; word < words; word++) {
      for (long left = anywhere[word]; left != 0; left &= left - 1) {
        int rule = word * Long.SIZE + Long.numberOfTrailingZeros(left);
        BitSet frames = framesMatching(rule, stack, possible);
        if (frames != null) {
          visitor.matched(compiled.get(rule), frames);
        }
      }
    }
  }

  private @Nullable BitSet framesMatching(int rule, StackView stack, long[] possible) {
    CompiledRule candidate = compiled.get(rule);
    if (!candidate.holdsFor(stack.exception())) {
      return null;
    }
    BitSet frames = null;
    int words = index.words();
    long bit = 1L << rule;
    for (int frame = 0; frame < stack.size(); frame++) {
      if ((possible[frame * words + (rule >> 6)] & bit) != 0 && candidate.holdsAt(stack, frame)) {
        frames = frames == null ? new BitSet(stack.size()) : frames;
        frames.set(frame);
      }
    }
    return frames;
  }
}
