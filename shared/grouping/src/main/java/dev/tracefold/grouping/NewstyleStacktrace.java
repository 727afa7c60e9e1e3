package dev.tracefold.grouping;

import static dev.tracefold.grouping.GroupingConfig.Feature.HIERARCHICAL;

import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.Stacktrace;
import dev.tracefold.stacktrace.PlatformFamily;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stack trace of every configuration but legacy (grouping 12.1, 12.2). */
final class NewstyleStacktrace {

  private NewstyleStacktrace() {}

  /**
   * The variants of a stack trace: all frames and the in-app ones, or levels of depth.
   *
   * @param exception the exception that owns the stack trace, which rules can ask for; null if none
   *     does
   * @param path path of any frame of the stack trace
   */
  static List<VariantComponent> variants(
      GroupingContext context,
      Stacktrace stacktrace,
      @Nullable ExceptionValue exception,
      FramePath path) {
    List<FrameNode> nodes = nodes(context, stacktrace.frames(), path);
    StacktraceAssembly assembly = new StacktraceAssembly(context, stacktrace, exception);
    if (context.config().has(HIERARCHICAL)) {
      return HierarchicalStacktrace.variants(assembly.assemble(singleFrameIgnored(context, nodes)));
    }
    List<FrameNode> inApp = new ArrayList<>(nodes.size());
    for (FrameNode node : nodes) {
      inApp.add(node.frame().isInApp() ? node : node.ignored("non app frame"));
    }
    return List.of(
        new VariantComponent(
            VariantName.SYSTEM,
            true,
            assembly.assemble(singleFrameIgnored(context, nodes)).component()),
        VariantComponent.of(
            VariantName.APP, assembly.assemble(singleFrameIgnored(context, inApp)).component()));
  }

  private static List<FrameNode> nodes(
      GroupingContext context, List<Frame> frames, FramePath path) {
    List<FrameNode> nodes = new ArrayList<>(frames.size());
    Frame previous = null;
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      nodes.add(
          NewstyleFrame.build(
              context.config(),
              frame,
              context.platform(),
              previous != null && Recursion.repeats(frame, previous),
              path.at(i)));
      previous = frame;
    }
    return nodes;
  }

  private static List<FrameNode> singleFrameIgnored(
      GroupingContext context, List<FrameNode> nodes) {
    if (nodes.size() != 1 || !nodes.get(0).contributes()) {
      return nodes;
    }
    Frame frame = nodes.get(0).frame();
    boolean useless =
        PlatformFamily.of(frame.platformOr(context.platform())) == PlatformFamily.JAVASCRIPT
            && (frame.function() == null || frame.function().isEmpty())
            && FramePatterns.isUrlOrigin(frame.absPath(), false);
    // The text says "non-URL" although the rule asks for a URL; stored hints have it so.
    return useless
        ? List.of(nodes.get(0).ignored("ignored single non-URL JavaScript frame"))
        : nodes;
  }
}
