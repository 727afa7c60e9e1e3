package dev.tracefold.grouping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stack trace into levels of depth, the least specific first (grouping 14).
 *
 * <p>Each level holds the frames of the one before it and more; the last holds all of them.
 */
final class HierarchicalStacktrace {

  private final AssembledStacktrace main;
  private final List<FrameNode> frames;
  private final boolean inverted;

  private HierarchicalStacktrace(AssembledStacktrace main) {
    this.main = main;
    this.frames = main.frames();
    this.inverted = main.inverted();
  }

  /** The levels, then the whole stack trace as {@code system}. */
  static List<VariantComponent> variants(AssembledStacktrace stacktrace) {
    return new HierarchicalStacktrace(stacktrace).variants();
  }

  private List<VariantComponent> variants() {
    List<VariantComponent> variants = new ArrayList<>();
    Component whole = main.component().labelled(label(frames));
    sentinelLayers(variants);
    if (!variants.isEmpty()) {
      variants.add(VariantComponent.of(VariantName.DEPTH_MAX, whole));
    } else if (!frames.isEmpty()) {
      levelsAroundBlamedFrame(variants);
    }
    variants.add(VariantComponent.of(VariantName.SYSTEM, whole));
    return variants;
  }

  /** Layers that start at sentinel or in-app frames (grouping 14.2). */
  private void sentinelLayers(List<VariantComponent> variants) {
    List<FrameNode> previous = List.of();
    int cursor = 0;
    while (variants.size() < VariantName.DEPTHS.size()) {
      while (cursor < frames.size() && !startsLayer(fromCrash(cursor))) {
        if (fromCrash(cursor).contributes() && fromCrash(cursor).frame().isInApp()) {
          return;
        }
        cursor++;
      }
      if (cursor >= frames.size()) {
        return;
      }
      List<FrameNode> layer = new ArrayList<>();
      FrameNode last = fromCrash(cursor++);
      layer.add(last);
      while (last.prefix() && cursor < frames.size()) {
        FrameNode next = fromCrash(cursor++);
        if (next.contributes()) {
          layer.add(next);
          last = next;
        }
      }
      previous = join(layer, previous);
      variants.add(level(VariantName.DEPTHS.get(variants.size()), previous));
    }
  }

  private static boolean startsLayer(FrameNode node) {
    return node.contributes() && node.sentinel();
  }

  /** Frames by their distance from the crash; from the base of the thread where inverted. */
  private FrameNode fromCrash(int distance) {
    return frames.get(inverted ? distance : frames.size() - 1 - distance);
  }

  private List<FrameNode> join(List<FrameNode> layer, List<FrameNode> previous) {
    List<FrameNode> joined = new ArrayList<>(previous.size() + layer.size());
    if (inverted) {
      joined.addAll(previous);
      joined.addAll(layer);
    } else {
      Collections.reverse(layer);
      joined.addAll(layer);
      joined.addAll(previous);
    }
    return joined;
  }

  /** Levels that widen around the frame to blame (grouping 14.3). */
  private void levelsAroundBlamedFrame(List<VariantComponent> variants) {
    int blamed = blamedFrame();
    int previous = 0;
    for (int depth = 1; depth <= VariantName.DEPTHS.size(); depth++) {
      List<FrameNode> level = around(blamed, depth);
      if (level.size() == previous) {
        break;
      }
      previous = level.size();
      variants.add(level(VariantName.DEPTHS.get(depth - 1), level));
    }
    variants.add(level(VariantName.DEPTH_MAX, around(blamed, Integer.MAX_VALUE)));
  }

  private int blamedFrame() {
    int contributing = -1;
    int unprefixed = -1;
    for (int distance = 0; distance < frames.size(); distance++) {
      FrameNode node = fromCrash(distance);
      if (!node.contributes()) {
        continue;
      }
      int index = inverted ? distance : frames.size() - 1 - distance;
      if (node.frame().isInApp()) {
        return index;
      }
      if (unprefixed < 0 && !node.prefix()) {
        unprefixed = index;
      }
      if (contributing < 0) {
        contributing = index;
      }
    }
    if (unprefixed >= 0) {
      return unprefixed;
    }
    if (contributing >= 0) {
      return contributing;
    }
    return inverted ? 0 : frames.size() - 1;
  }

  private List<FrameNode> around(int blamed, int depth) {
    List<FrameNode> level = walk(blamed, -1, depth);
    Collections.reverse(level);
    level.add(frames.get(blamed));
    level.addAll(walk(blamed, 1, depth));
    return level;
  }

  /** The frames on one side of the blamed frame, those closest to it first. */
  private List<FrameNode> walk(int blamed, int step, int depth) {
    boolean inAppOnly = frames.get(blamed).frame().isInApp();
    List<FrameNode> taken = new ArrayList<>();
    int counted = 0;
    boolean free = frames.get(blamed).prefix();
    for (int i = blamed + step; i >= 0 && i < frames.size(); i += step) {
      FrameNode node = frames.get(i);
      if (!node.contributes() || (inAppOnly && !node.frame().isInApp())) {
        continue;
      }
      if (!free) {
        if (counted == depth - 1) {
          break;
        }
        counted++;
      }
      taken.add(node);
      free = node.prefix();
    }
    return taken;
  }

  private static VariantComponent level(String name, List<FrameNode> nodes) {
    List<Component> components = nodes.stream().map(FrameNode::component).toList();
    return VariantComponent.of(name, Component.of("stacktrace", components).labelled(label(nodes)));
  }

  /** What is shown of the frames that contribute, the crash first (grouping 18.1). */
  private static @Nullable TreeLabel label(List<FrameNode> nodes) {
    List<LabelPart> parts = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      FrameNode node = nodes.get(i);
      if (node.contributes() && node.label() != null) {
        parts.add(node.label().marked(node.sentinel(), node.prefix()));
      }
    }
    return TreeLabel.of(parts);
  }
}
