package dev.tracefold.grouping;

import java.util.List;

/**
 * A stack trace after the enhancement rules have had their say (grouping 13).
 *
 * @param component the component over all frames
 * @param frames the frames with their components and marks
 * @param inverted whether the stack trace is to be read from its other end
 */
record AssembledStacktrace(Component component, List<FrameNode> frames, boolean inverted) {}
