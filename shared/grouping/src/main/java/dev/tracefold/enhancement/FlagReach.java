package dev.tracefold.enhancement;

import java.util.BitSet;

/**
 * How often the actions of a rule reach a frame, from each side.
 *
 * <p>The actions are done for every matching frame in turn (enhancements 7.1), and those with a
 * range reach all frames on one side. Done twice to a frame, a list of actions leaves it as it
 * would done any more often: the first round ends with the value of the last action, so all later
 * rounds start alike. Hence two rounds stand for any number, and a rule with ranges costs as much
 * as one without.
 */
final class FlagReach {

  private static final int ROUNDS_MAX = 2;

  private FlagReach() {}

  /** Is told which actions reach a frame: those with the given range. */
  interface Visitor {

    void reached(int frame, Action.Range range);
  }

  /** Visits what reaches each of {@code size} frames, in the order in which it is done. */
  static void visit(BitSet matched, int size, boolean ranged, Visitor visitor) {
    if (!ranged) {
      matched.stream().forEach(frame -> visitor.reached(frame, Action.Range.SELF));
      return;
    }
    int before = 0;
    int behind = matched.cardinality();
    for (int frame = 0; frame < size; frame++) {
      boolean self = matched.get(frame);
      behind -= self ? 1 : 0;
      for (int round = 0; round < Math.min(before, ROUNDS_MAX); round++) {
        visitor.reached(frame, Action.Range.CALLEES);
      }
      if (self) {
        visitor.reached(frame, Action.Range.SELF);
      }
      for (int round = 0; round < Math.min(behind, ROUNDS_MAX); round++) {
        visitor.reached(frame, Action.Range.CALLERS);
      }
      before += self ? 1 : 0;
    }
  }
}
