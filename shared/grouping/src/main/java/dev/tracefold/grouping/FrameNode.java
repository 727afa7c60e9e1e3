package dev.tracefold.grouping;

import dev.tracefold.event.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A frame and its component on the way to a stack trace.
 *
 * @param frame the frame
 * @param component its component
 * @param label what a tree label shows of it; null if nothing
 * @param prefix whether a rule marked it as one that pulls in its neighbour
 * @param sentinel whether a rule marked it as the start of a level
 */
record FrameNode(
    Frame frame, Component component, @Nullable LabelPart label, boolean prefix, boolean sentinel) {

  FrameNode(Frame frame, Component component, @Nullable LabelPart label) {
    this(frame, component, label, false, false);
  }

  boolean contributes() {
    return component.contributes();
  }

  FrameNode ignored(String reason) {
    return with(component.ignored(reason));
  }

  FrameNode with(Component other) {
    return new FrameNode(frame, other, label, prefix, sentinel);
  }
}
