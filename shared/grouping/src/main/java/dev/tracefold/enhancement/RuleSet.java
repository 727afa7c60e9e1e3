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
    Candidates candidates = new Candidates(stack, wanted);
    for (int word = 0; word < index.words(); word++) {
      for (long left = candidates.anywhere[word]; left != 0; left &= left - 1) {
        int rule = word * Long.SIZE + Long.numberOfTrailingZeros(left);
        BitSet frames = candidates.framesMatching(rule);
        if (frames != null) {
          visitor.matched(compiled.get(rule), frames);
          candidates.refreshCategories(frames);
        }
      }
    }
  }

  /** What the index leaves possible for the frames of one stack. */
  private final class Candidates {

    private final StackView stack;
    private final int words = index.words();

    /** Rules by frame, one frame's words behind the other's. */
    private final long[] possible;

    /** The same in view of each frame's present category. */
    private final long[][] byCategory;

    /** Rules that are possible for any frame. */
    private final long[] anywhere = new long[words];

    Candidates(StackView stack, long[] wanted) {
      this.stack = stack;
      possible = new long[words * stack.size()];
      byCategory = new long[stack.size()][];
      for (int frame = 0; frame < stack.size(); frame++) {
        FrameView view = stack.frames().get(frame);
        int offset = frame * words;
        System.arraycopy(wanted, 0, possible, offset, words);
        if (index.narrow(view, possible, offset)) {
          for (int word = 0; word < words; word++) {
            anywhere[word] |= possible[offset + word];
          }
        }
        byCategory[frame] = index.possibleByCategory(view);
      }
    }

    void refreshCategories(BitSet frames) {
      for (int i = frames.nextSetBit(0); i >= 0; i = frames.nextSetBit(i + 1)) {
        byCategory[i] = index.possibleByCategory(stack.frames().get(i));
      }
    }

    /** The frames that a rule matches; null if there are none. */
    @Nullable BitSet framesMatching(int rule) {
      CompiledRule candidate = compiled.get(rule);
      if (!candidate.holdsFor(stack.exception())) {
        return null;
      }
      BitSet frames = null;
      int word = rule >> 6;
      long bit = 1L << rule;
      for (int frame = 0; frame < byCategory.length; frame++) {
        if ((possible[frame * words + word] & byCategory[frame][word] & bit) != 0
            && candidate.holdsAt(stack, frame)) {
          frames = frames == null ? new BitSet(byCategory.length) : frames;
          frames.set(frame);
        }
      }
      return frames;
    }
  }
}
