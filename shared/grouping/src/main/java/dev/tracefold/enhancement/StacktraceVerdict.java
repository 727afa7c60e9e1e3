package dev.tracefold.enhancement;

import dev.tracefold.enhancement.StacktraceMarks.FrameMark;
import dev.tracefold.event.Frame;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rules match where in one stack trace: the second pass up to the point where it depends on
 * what contributes (enhancements 7.3).
 *
 * <p>Matching sees frames and never components, so one verdict serves all variants that are built
 * from the same frames.
 */
public final class StacktraceVerdict {

  /** A rule, and the frames that it matches. */
  private record Match(CompiledRule rule, BitSet frames) {}

  private final List<Frame> frames;
  private final List<Match> matches = new ArrayList<>();
  private int maxFrames;
  private String maxFramesOrigin = "";
  private int minFrames;
  private String minFramesOrigin = "";
  private @Nullable Boolean inverted = false;

  /** Frames are those of {@link Enhancements#judge}. */
  StacktraceVerdict(List<Frame> frames) {
    this.frames = frames;
  }

  /** Adds a rule that matches; the last one to set a variable decides. */
  void add(CompiledRule rule, BitSet matched) {
    if (!rule.flagEffects().isEmpty()) {
      matches.add(new Match(rule, matched));
    }
    for (Action action : rule.rule().actions()) {
      switch (action) {
        case Action.SetMaxFrames set -> {
          maxFrames = CompiledRule.limit(set.frames());
          maxFramesOrigin = rule.origin();
        }
        case Action.SetMinFrames set -> {
          minFrames = CompiledRule.limit(set.frames());
          minFramesOrigin = rule.origin();
        }
        case Action.InvertStacktrace invert -> inverted = invert.inverted();
        case Action.SetFlag set -> {}
        case Action.SetCategory set -> {}
      }
    }
  }

  /**
   * Applies the rules.
   *
   * @param contributing for each frame whether its component contributes so far
   */
  public StacktraceMarks apply(boolean[] contributing) {
    if (contributing.length != frames.size()) {
      throw new IllegalArgumentException(
          "Expected one flag for each of %d frames, found %d"
              .formatted(frames.size(), contributing.length));
    }
    Marks marks = new Marks(contributing);
    for (Match match : matches) {
      marks.apply(match);
    }
    if (maxFrames > 0) {
      marks.keepLast(maxFrames, maxFramesOrigin);
    }
    return marks.assemble();
  }

  /** The state of the frames while rules are applied. */
  private final class Marks {

    private final boolean[] contributes;
    private final @Nullable String[] hints;
    private final boolean[] prefix;
    private final boolean[] sentinel;

    Marks(boolean[] contributing) {
      contributes = contributing.clone();
      hints = new @Nullable String[contributing.length];
      prefix = new boolean[contributing.length];
      sentinel = new boolean[contributing.length];
    }

    void apply(Match match) {
      List<CompiledRule.FlagEffect> effects = match.rule().flagEffects();
      FlagReach.visit(
          match.frames(),
          contributes.length,
          match.rule().isRanged(),
          (frame, range) -> {
            for (CompiledRule.FlagEffect effect : effects) {
              if (effect.action().range() == range) {
                apply(effect, frame);
              }
            }
          });
    }

    private void apply(CompiledRule.FlagEffect effect, int frame) {
      boolean value = effect.action().value();
      boolean noted =
          switch (effect.action().flag()) {
            case GROUP -> contributes[frame] != value;
            case APP -> inAppChanged(frame, value);
            case PREFIX, SENTINEL -> true;
          };
      if (noted) {
        hints[frame] = effect.hint();
      }
      switch (effect.action().flag()) {
        case GROUP -> contributes[frame] = value;
        case PREFIX -> prefix[frame] = value;
        case SENTINEL -> sentinel[frame] = value;
        case APP -> {}
      }
    }

    /** The test of enhancements 8.2; it does not ask which rule caused the change. */
    private boolean inAppChanged(int index, boolean flag) {
      Frame frame = frames.get(index);
      Integer original = frame.data().originalInApp();
      if (original == null) {
        return contributes[index] == flag;
      }
      Boolean before = original < 0 ? null : original != 0;
      return !Objects.equals(before, frame.inApp());
    }

    void keepLast(int limit, String origin) {
      String hint =
          "ignored because only "
              + (limit == 1 ? "1 frame is" : limit + " frames are")
              + " considered"
              + origin;
      int kept = 0;
      for (int frame = contributes.length - 1; frame >= 0; frame--) {
        if (contributes[frame] && kept++ >= limit) {
          contributes[frame] = false;
          hints[frame] = hint;
        }
      }
    }

    StacktraceMarks assemble() {
      List<FrameMark> result = new ArrayList<>(contributes.length);
      int count = 0;
      for (int i = 0; i < contributes.length; i++) {
        count += contributes[i] ? 1 : 0;
        boolean marked = hints[i] != null || prefix[i] || sentinel[i];
        result.add(
            marked
                ? new FrameMark(contributes[i], hints[i], prefix[i], sentinel[i])
                : FrameMark.unmarked(contributes[i]));
      }
      boolean tooFew = count > 0 && count < minFrames;
      String hint =
          tooFew
              ? "discarded because stack trace only contains "
                  + (count == 1 ? "1 frame" : count + " frames")
                  + " which is under the configured threshold"
                  + minFramesOrigin
              : null;
      return new StacktraceMarks(result, count > 0 && !tooFew, hint, inverted);
    }
  }
}
