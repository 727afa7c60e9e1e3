package dev.tracefold.grouping;

import dev.tracefold.enhancement.StacktraceMarks;
import dev.tracefold.enhancement.StacktraceMarks.FrameMark;
import dev.tracefold.enhancement.StacktraceVerdict;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Stacktrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the enhancement rules have their say about the frames of one stack trace (grouping 13).
 *
 * <p>The rules look at the frames and not at their components, so they are matched once and applied
 * to every variant.
 */
final class StacktraceAssembly {

  private final StacktraceVerdict verdict;
  private final boolean snapshot;

  /**
   * Matches the rules.
   *
   * @param exception the exception that rules can ask for, or null
   */
  StacktraceAssembly(
      GroupingContext context, Stacktrace stacktrace, @Nullable ExceptionValue exception) {
    this.verdict = context.enhancements().judge(stacktrace.frames(), context.platform(), exception);
    this.snapshot = stacktrace.snapshot();
  }

  /** Applies the rules to the frames of one variant. */
  AssembledStacktrace assemble(List<FrameNode> nodes) {
    boolean[] contributing = new boolean[nodes.size()];
    for (int i = 0; i < contributing.length; i++) {
      contributing[i] = nodes.get(i).contributes();
    }
    StacktraceMarks marks = verdict.apply(contributing);
    List<FrameNode> marked = new ArrayList<>(nodes.size());
    List<Component> components = new ArrayList<>(nodes.size());
    for (int i = 0; i < contributing.length; i++) {
      FrameNode node = marked(nodes.get(i), marks.frames().get(i));
      marked.add(node);
      components.add(node.component());
    }
    Component stacktrace = Component.of("stacktrace", components).labelled(strayLabel(marked));
    if (marks.hint() != null) {
      stacktrace = stacktrace.ignored(marks.hint());
    }
    boolean inverted = marks.inverted() == null ? snapshot : marks.inverted();
    return new AssembledStacktrace(stacktrace, marked, inverted);
  }

  private static FrameNode marked(FrameNode node, FrameMark mark) {
    boolean changed = node.contributes() != mark.contributes();
    if (!changed && mark.hint() == null && !mark.prefix() && !mark.sentinel()) {
      return node;
    }
    Component component =
        changed
            ? node.component().decided(mark.contributes(), mark.hint())
            : node.component().hinted(mark.hint());
    return new FrameNode(node.frame(), component, node.label(), mark.prefix(), mark.sentinel());
  }

  /** The label of the first frame that contributes and has one (grouping 4.2). */
  private static @Nullable TreeLabel strayLabel(List<FrameNode> nodes) {
    for (FrameNode node : nodes) {
      if (node.contributes() && node.label() != null) {
        return new TreeLabel(List.of(node.label()));
      }
    }
    return null;
  }
}
