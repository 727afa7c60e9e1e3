package dev.tracefold.enhancement;

import static java.util.Objects.requireNonNull;

import dev.tracefold.stacktrace.PlatformFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Rules out, for one frame, all rules that it cannot match, without asking them one by one.
 *
 * <p>For each value of a field the set of rules that it leaves possible is worked out once, kept as
 * bits, and the sets of a frame are intersected: hundreds of rules cost a frame a few look-ups.
 * Family, function, module, package and path of a frame stay the same during a pass; its category
 * may change from rule to rule, so that its set is kept apart. What is left to ask are the matchers
 * on in-app flags and neighbours.
 */
final class RuleIndex {

  private static final List<FrameField> TEXTS =
      List.of(FrameField.FUNCTION, FrameField.MODULE, FrameField.PACKAGE, FrameField.PATH);

  private final int words;
  private final Map<PlatformFamily, long[]> byFamily = new EnumMap<>(PlatformFamily.class);
  private final List<FieldIndex> byText = new ArrayList<>();
  private final FieldIndex byCategory;

  RuleIndex(List<Rule> rules) {
    words = (rules.size() + Long.SIZE - 1) / Long.SIZE;
    for (PlatformFamily family : PlatformFamily.values()) {
      byFamily.put(family, possibleIn(family, rules));
    }
    for (FrameField field : TEXTS) {
      FieldIndex index = new FieldIndex(field, rules, words);
      if (index.isUsed()) {
        byText.add(index);
      }
    }
    byCategory = new FieldIndex(FrameField.CATEGORY, rules, words);
  }

  /** Whether the index takes care of a matcher, so that it need not be asked again. */
  static boolean decides(Matcher matcher) {
    return matcher instanceof Matcher.OnFrame onFrame && onFrame.field() != FrameField.APP;
  }

  /** Longs that a set of rules takes. */
  int words() {
    return words;
  }

  /**
   * Narrows a set of rules down to those that a frame may match, whatever its category.
   *
   * @param rules bits from {@code offset} on: the rules in question, then those left
   * @return whether any is left
   */
  boolean narrow(FrameView frame, long[] rules, int offset) {
    // Every family is in the map.
    boolean left = intersect(rules, offset, requireNonNull(byFamily.get(frame.family())));
    for (int i = 0; i < byText.size() && left; i++) {
      FieldIndex index = byText.get(i);
      if (intersects(rules, offset, index.users())) {
        left = intersect(rules, offset, index.possible(frame));
      }
    }
    return left;
  }

  /** The rules that the present category of a frame leaves possible. */
  long[] possibleByCategory(FrameView frame) {
    return byCategory.possible(frame);
  }

  private long[] possibleIn(PlatformFamily family, List<Rule> rules) {
    long[] possible = new long[words];
    for (int i = 0; i < rules.size(); i++) {
      boolean holds =
          rules.get(i).matchers().stream()
              .allMatch(
                  matcher ->
                      !(matcher instanceof Matcher.OnFrame onFrame)
                          || onFrame.field() != FrameField.FAMILY
                          || CompiledMatcher.holdsForFamily(onFrame, family));
      if (holds) {
        possible[i >> 6] |= 1L << i;
      }
    }
    return possible;
  }

  private static boolean intersect(long[] rules, int offset, long[] others) {
    long left = 0;
    for (int word = 0; word < others.length; word++) {
      rules[offset + word] &= others[word];
      left |= rules[offset + word];
    }
    return left != 0;
  }

  private static boolean intersects(long[] rules, int offset, long[] others) {
    for (int word = 0; word < others.length; word++) {
      if ((rules[offset + word] & others[word]) != 0) {
        return true;
      }
    }
    return false;
  }
}
