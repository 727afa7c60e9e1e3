package dev.tracefold.grouping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a tree label says about one frame (grouping 18.1).
 *
 * @param classbase class without its package, or null
 * @param filebase file without its folder, or null
 * @param function function, or null
 * @param packageName binary image without its folder, or null
 * @param sentinel whether a rule marked the frame as the start of a level
 * @param prefix whether a rule marked the frame as one that pulls in its neighbour
 * @param frame where the frame stands in the payload; null if that is not known
 */
public record LabelPart(
    @Nullable String classbase,
    @Nullable String filebase,
    @Nullable String function,
    @Nullable String packageName,
    boolean sentinel,
    boolean prefix,
    @Nullable FramePath frame) {

  /** A part without marks or place. */
  LabelPart(
      @Nullable String classbase,
      @Nullable String filebase,
      @Nullable String function,
      @Nullable String packageName) {
    this(classbase, filebase, function, packageName, false, false, null);
  }

  /** Whether the part says nothing. */
  boolean isEmpty() {
    return classbase == null && filebase == null && function == null && packageName == null;
  }

  /** This part with the marks of its frame. */
  LabelPart marked(boolean isSentinel, boolean isPrefix) {
    return isSentinel || isPrefix
        ? new LabelPart(classbase, filebase, function, packageName, isSentinel, isPrefix, frame)
        : this;
  }

  /** This part with the place of its frame. */
  LabelPart at(FramePath path) {
    return new LabelPart(classbase, filebase, function, packageName, sentinel, prefix, path);
  }

  /** The text of the part (grouping 18.2). */
  public String text() {
    String base = firstFilled(function, packageName, filebase);
    if (classbase != null && !classbase.isEmpty()) {
      return base == null ? classbase : classbase + "." + base;
    }
    return base == null ? "<unknown>" : base;
  }

  /** The part as an event stores it, without the place of its frame (grouping 6.7). */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    putIfPresent(json, "classbase", classbase);
    putIfPresent(json, "filebase", filebase);
    putIfPresent(json, "function", function);
    putIfPresent(json, "package", packageName);
    if (sentinel) {
      json.put("is_sentinel", true);
    }
    if (prefix) {
      json.put("is_prefix", true);
    }
    return json;
  }

  private static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static @Nullable String firstFilled(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }
}
