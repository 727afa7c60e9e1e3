package dev.tracefold.grouping;

import dev.tracefold.event.Frame;
import dev.tracefold.event.Stacktrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stack trace of {@code legacy:2019-03-12} (grouping 10.2). */
final class LegacyStacktrace {

  /** Below this share of in-app frames the in-app variant means nothing. */
  private static final double IN_APP_SHARE_MIN = 0.10;

  private LegacyStacktrace() {}

  /** All frames, then the in-app ones. */
  static List<VariantComponent> variants(GroupingContext context, Stacktrace stacktrace) {
    List<Frame> frames = stacktrace.frames();
    List<FrameNode> nodes = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      nodes.add(new FrameNode(frame, LegacyFrame.build(frame, context.platform()), null));
    }
    boolean anyInApp = frames.stream().anyMatch(Frame::isInApp);
    // Exception data is never handed to the rules here: stored hashes depend on it.
    StacktraceAssembly assembly = new StacktraceAssembly(context, stacktrace, null);
    Component system = assembly.assemble(systemFrames(nodes)).component();
    Component app =
        assembly.assemble(appFrames(nodes, anyInApp || isSingleUrlFrame(frames))).component();
    String useless = isSingleUrlFrame(frames) ? "ignored single frame stack" : null;
    String uselessInApp =
        useless == null && isMostlySystem(frames, anyInApp)
            ? "less than 10% of frames are in-app"
            : useless;
    return List.of(
        new VariantComponent(VariantName.SYSTEM, true, judged(system, useless)),
        VariantComponent.of(VariantName.APP, judged(app, uselessInApp)));
  }

  private static Component judged(Component stacktrace, @Nullable String reason) {
    return reason == null ? stacktrace : stacktrace.ignored(reason);
  }

  private static boolean isSingleUrlFrame(List<Frame> frames) {
    if (frames.size() != 1) {
      return false;
    }
    String function = frames.get(0).function();
    return (function == null || function.isEmpty())
        && FramePatterns.isUrlOrigin(frames.get(0).absPath(), false);
  }

  private static boolean isMostlySystem(List<Frame> frames, boolean anyInApp) {
    long inApp = frames.stream().filter(Frame::isInApp).count();
    return anyInApp && (double) inApp / frames.size() < IN_APP_SHARE_MIN;
  }

  private static List<FrameNode> systemFrames(List<FrameNode> nodes) {
    List<FrameNode> frames = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      frames.add(
          isRecursive(nodes, i) ? nodes.get(i).ignored("ignored due to recursion") : nodes.get(i));
    }
    return frames;
  }

  /**
   * The frames of the in-app variant.
   *
   * @param selective whether frames that are not in-app are left out; else all count as in-app
   */
  private static List<FrameNode> appFrames(List<FrameNode> nodes, boolean selective) {
    List<FrameNode> frames = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      FrameNode node = nodes.get(i);
      boolean inApp = node.frame().isInApp();
      if (selective && !inApp) {
        frames.add(node.ignored("non app frame"));
      } else if (isRecursive(nodes, i)) {
        frames.add(node.ignored("ignored due to recursion"));
      } else if (!inApp) {
        frames.add(
            node.with(
                node.component().hinted("frame considered in-app because no frame is in-app")));
      } else {
        frames.add(node);
      }
    }
    return frames;
  }

  private static boolean isRecursive(List<FrameNode> nodes, int index) {
    return index > 0 && Recursion.repeats(nodes.get(index).frame(), nodes.get(index - 1).frame());
  }
}
