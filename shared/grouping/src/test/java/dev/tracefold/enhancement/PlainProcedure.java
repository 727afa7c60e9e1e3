package dev.tracefold.enhancement;

import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The procedure of enhancements 7 taken by the word, with no thought of cost. */
final class PlainProcedure {

  private final List<Frame> frames;
  private final StackView stack;
  private boolean[] contributes = {};
  private @Nullable String[] hints = {};
  private boolean[] prefix = {};
  private boolean[] sentinel = {};
  private int maxFrames;
  private String maxFramesRule = "";

  PlainProcedure(
      List<Frame> frames, @Nullable String platform, @Nullable ExceptionValue exception) {
    this.frames = new ArrayList<>(frames);
    this.stack = StackView.of(frames, platform, ExceptionView.of(exception));
  }

  private record Step(int frame, Action action) {}

  private List<Step> steps(Rule rule) {
    List<Step> steps = new ArrayList<>();
    for (int frame = 0; frame < frames.size(); frame++) {
      int index = frame;
      if (rule.matchers().stream()
          .allMatch(matcher -> CompiledMatcher.ofFrame(matcher).holds(stack, index))) {
        rule.actions().forEach(action -> steps.add(new Step(index, action)));
      }
    }
    return steps;
  }

  private List<Integer> reach(int frame, Action.Range range) {
    List<Integer> reached = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      boolean within =
          switch (range) {
            case SELF -> i == frame;
            case CALLEES -> i > frame;
            case CALLERS -> i < frame;
          };
      if (within) {
        reached.add(i);
      }
    }
    return reached;
  }

  List<Frame> modify(List<Rule> rules) {
    for (Rule rule : rules) {
      for (Step step : steps(rule)) {
        if (step.action() instanceof Action.SetCategory set) {
          Frame frame = frames.get(step.frame());
          frames.set(step.frame(), frame.withData(frame.data().withCategory(set.category())));
          stack.frames().get(step.frame()).setCategory(set.category());
        } else if (step.action() instanceof Action.SetFlag set && set.flag() == Action.Flag.APP) {
          for (int i : reach(step.frame(), set.range())) {
            frames.set(i, frames.get(i).markedInApp(set.value()));
            stack.frames().get(i).setInApp(set.value());
          }
        }
      }
    }
    return frames;
  }

  void update(List<Rule> rules, boolean[] contributing) {
    contributes = contributing.clone();
    hints = new @Nullable String[contributing.length];
    prefix = new boolean[contributing.length];
    sentinel = new boolean[contributing.length];
    for (Rule rule : rules) {
      for (Step step : steps(rule)) {
        if (step.action() instanceof Action.SetMaxFrames set) {
          maxFrames = set.frames().intValueExact();
          maxFramesRule = rule.toString();
        } else if (step.action() instanceof Action.SetFlag set) {
          for (int i : reach(step.frame(), set.range())) {
            update(i, set, " by stack trace rule (" + rule + ")");
          }
        }
      }
    }
    int kept = 0;
    for (int i = contributes.length - 1; i >= 0 && maxFrames > 0; i--) {
      if (contributes[i] && ++kept > maxFrames) {
        contributes[i] = false;
        hints[i] =
            "ignored because only 2 frames are considered by stack trace rule (%s)"
                .formatted(maxFramesRule);
      }
    }
  }

  private void update(int frame, Action.SetFlag set, String origin) {
    switch (set.flag()) {
      case GROUP -> {
        if (contributes[frame] != set.value()) {
          contributes[frame] = set.value();
          hints[frame] = (set.value() ? "un-ignored" : "ignored") + origin;
        }
      }
      case APP -> {
        Integer original = frames.get(frame).data().originalInApp();
        Boolean before = (original == null || original == -1) ? null : original == 1;
        boolean changed =
            original == null
                ? set.value() == contributes[frame]
                : !Objects.equals(before, frames.get(frame).inApp());
        if (changed) {
          hints[frame] = (set.value() ? "marked in-app" : "marked out of app") + origin;
        }
      }
      case PREFIX -> {
        prefix[frame] = set.value();
        hints[frame] = "marked as prefix frame" + origin;
      }
      case SENTINEL -> {
        sentinel[frame] = set.value();
        hints[frame] = "marked as sentinel frame" + origin;
      }
    }
  }

  StacktraceMarks.FrameMark mark(int frame) {
    return new StacktraceMarks.FrameMark(
        contributes[frame], hints[frame], prefix[frame], sentinel[frame]);
  }
}
