package dev.tracefold.grouping;

import static dev.tracefold.grouping.GroupingConfig.Feature.CONTEXT_LINE;
import static dev.tracefold.grouping.GroupingConfig.Feature.CONTEXT_LINE_FILE_ORIGIN_BUG;
import static dev.tracefold.grouping.GroupingConfig.Feature.DISCARD_NATIVE_FILENAME;
import static dev.tracefold.grouping.GroupingConfig.Feature.HIERARCHICAL;
import static dev.tracefold.grouping.GroupingConfig.Feature.JAVASCRIPT_FUZZING;
import static dev.tracefold.grouping.GroupingConfig.Feature.PACKAGE_FALLBACK;

import dev.tracefold.event.Frame;
import dev.tracefold.stacktrace.PlatformFamily;
import dev.tracefold.text.UnicodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The frame component of every configuration but legacy (grouping 11). */
final class NewstyleFrame {

  /** Longer source lines are most likely minified (grouping 11.5). */
  private static final int CONTEXT_LINE_LENGTH_MAX = 120;

  private static final Set<String> CONTEXT_LINE_PLATFORMS =
      Set.of("javascript", "node", "python", "php", "ruby");
  private static final Set<String> UNKNOWN_FUNCTIONS =
      Set.of("?", "<anonymous function>", "<anonymous>", "Anonymous function");
  private static final Set<String> LOW_QUALITY_PATHS =
      Set.of("[native code]", "native code", "eval code", "<anonymous>");

  private final GroupingConfig config;
  private final Frame frame;
  private final String platform;
  private final PlatformFamily family;

  private NewstyleFrame(GroupingConfig config, Frame frame, @Nullable String eventPlatform) {
    this.config = config;
    this.frame = frame;
    String own = frame.platformOr(eventPlatform);
    this.platform = own == null ? "" : own;
    this.family = PlatformFamily.of(platform);
  }

  /**
   * Builds the component of a frame.
   *
   * @param recursive whether the frame repeats the one before it
   */
  static FrameNode build(
      GroupingConfig config,
      Frame frame,
      @Nullable String eventPlatform,
      boolean recursive,
      FramePath path) {
    return new NewstyleFrame(config, frame, eventPlatform).build(recursive, path);
  }

  private FrameNode build(boolean recursive, FramePath path) {
    NewstyleModule module = NewstyleModule.of(frame, platform);
    Component filename = filename();
    String filebase = text(filename);
    if (module.component().contributes() && filename.contributes()) {
      filename = filename.outranked("module takes precedence");
    }
    Component contextLine = contextLine();
    Component function =
        NewstyleFunction.of(config, frame, platform, family, contextLine.contributes());
    if (config.has(DISCARD_NATIVE_FILENAME)
        && family == PlatformFamily.NATIVE
        && function.contributes()
        && filename.contributes()) {
      filename = filename.ignored("discarded native filename for grouping stability");
    }
    boolean contributes =
        module.component().contributes()
            || filename.contributes()
            || function.contributes()
            || contextLine.contributes();
    Component packageName = packageName(contributes);
    contributes = contributes || packageName.contributes();

    LabelPart stray = stray(module, filename, function, contextLine, packageName, filebase);
    Component node = Component.empty("frame").decided(contributes, null);
    if (isFuzzedJavascript()) {
      String name = lastName(frame);
      function = unknownFunctionIgnored(function, name);
      node = lowQualityIgnored(node, name);
    }
    if (recursive) {
      node = node.ignored("ignored due to recursion");
    }
    node =
        node.withValues(children(module.component(), filename, function, contextLine, packageName));
    if (!node.contributes()) {
      return new FrameNode(frame, node, stray);
    }
    return new FrameNode(
        frame, node, label(module, filename, function, contextLine, packageName, filebase, path));
  }

  private boolean isFuzzedJavascript() {
    return family == PlatformFamily.JAVASCRIPT && config.has(JAVASCRIPT_FUZZING);
  }

  private Component filename() {
    String filename = frame.filename();
    if (filename == null) {
      return Component.empty("filename");
    }
    String base = FramePatterns.lowerBasename(filename);
    Component component = Component.of("filename", base);
    if (FramePatterns.isUrlOrigin(frame.absPath(), config.has(JAVASCRIPT_FUZZING))) {
      return component.ignored("ignored because frame points to a URL");
    }
    if (base.equals("<anonymous>")) {
      return component.ignored("anonymous filename discarded");
    }
    if (base.equals("[native code]")) {
      return component.ignored("native code indicated by filename");
    }
    if (platform.equals("java")) {
      String cleaned = GeneratedNames.cleanJavassist(base);
      return cleaned.equals(base)
          ? component
          : component.replaced(cleaned, "cleaned javassist parts");
    }
    return component;
  }

  private Component contextLine() {
    if (!hasContextLine() || frame.contextLine() == null) {
      return Component.empty("context-line");
    }
    String line = UnicodeText.collapseSpace(frame.contextLine());
    if (line.isEmpty()) {
      return Component.empty("context-line");
    }
    Component component = Component.of("context-line", line);
    if (UnicodeText.isLongerThan(frame.contextLine(), CONTEXT_LINE_LENGTH_MAX)) {
      return component.ignored("discarded because line too long");
    }
    if (family != PlatformFamily.JAVASCRIPT) {
      return component;
    }
    if (config.has(CONTEXT_LINE_FILE_ORIGIN_BUG)) {
      return FramePatterns.isUrlOrigin(frame.absPath(), true)
          ? component.ignored("discarded because from URL origin")
          : component;
    }
    return isEmpty(frame.function()) && FramePatterns.isUrlOrigin(frame.absPath(), false)
        ? component.ignored("discarded because from URL origin and no function")
        : component;
  }

  private boolean hasContextLine() {
    return config.has(CONTEXT_LINE) && CONTEXT_LINE_PLATFORMS.contains(platform);
  }

  private boolean hasPackage() {
    return config.has(PACKAGE_FALLBACK)
        && platform.equals("native")
        && !isEmpty(frame.packageName());
  }

  private Component packageName(boolean othersContribute) {
    String path = frame.packageName();
    if (!hasPackage() || path == null) {
      return Component.empty("package");
    }
    Component component = Component.of("package", FramePatterns.lowerBasename(path));
    return othersContribute
        ? component.ignored("ignored because function takes precedence")
        : component.hinted("used as fallback because function name is not available");
  }

  private static Component unknownFunctionIgnored(Component function, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      return function.ignored(null);
    }
    return UNKNOWN_FUNCTIONS.contains(name) || name.endsWith("/<")
        ? function.ignored("ignored unknown function name")
        : function;
  }

  private Component lowQualityIgnored(Component node, @Nullable String name) {
    boolean lowQuality =
        "eval".equals(name)
            || (frame.absPath() != null && LOW_QUALITY_PATHS.contains(frame.absPath()));
    return lowQuality ? node.ignored("ignored low quality javascript frame") : node;
  }

  /** The last dotted part of the function's name. */
  private static @Nullable String lastName(Frame frame) {
    String name = isEmpty(frame.rawFunction()) ? frame.function() : frame.rawFunction();
    return name == null ? null : name.substring(name.lastIndexOf('.') + 1);
  }

  private List<ComponentValue> children(
      Component module,
      Component filename,
      Component function,
      Component contextLine,
      Component packageName) {
    List<ComponentValue> children = new ArrayList<>(5);
    children.add(module);
    children.add(filename);
    children.add(function);
    if (hasContextLine()) {
      children.add(contextLine);
    }
    if (hasPackage()) {
      children.add(packageName);
    }
    return children;
  }

  /**
   * The label of a frame that does not contribute: that of its first child that does. It shows only
   * where a rule lets the frame contribute after all (grouping 18.1).
   */
  private @Nullable LabelPart stray(
      NewstyleModule module,
      Component filename,
      Component function,
      Component contextLine,
      Component packageName,
      @Nullable String filebase) {
    boolean hierarchical = config.has(HIERARCHICAL);
    if (module.component().contributes() && module.classbase() != null) {
      return part("classbase", new LabelPart(module.classbase(), null, null, null));
    }
    if (filename.contributes()) {
      return part("filebase", new LabelPart(null, filebase, null, null));
    }
    if (hierarchical && (function.contributes() || contextLine.contributes())) {
      LabelPart part = new LabelPart(null, null, text(function), null);
      return part.isEmpty() ? null : part;
    }
    return packageName.contributes() ? new LabelPart(null, null, null, text(packageName)) : null;
  }

  /** A child's label; elsewhere than in hierarchical grouping only its key ever shows. */
  private LabelPart part(String key, LabelPart part) {
    return config.has(HIERARCHICAL) ? part : new LabelPart(null, null, key, null);
  }

  private @Nullable LabelPart label(
      NewstyleModule module,
      Component filename,
      Component function,
      Component contextLine,
      Component packageName,
      @Nullable String filebase,
      FramePath path) {
    if (!config.has(HIERARCHICAL)) {
      return null;
    }
    boolean named = function.contributes() || contextLine.contributes();
    LabelPart part =
        new LabelPart(
            module.component().contributes() ? module.classbase() : null,
            filename.contributes() ? filebase : null,
            named ? text(function) : null,
            packageName.contributes() ? text(packageName) : null);
    return part.isEmpty() ? null : part.at(path);
  }

  private static @Nullable String text(Component component) {
    return !component.values().isEmpty()
            && component.values().get(0) instanceof ComponentValue.Text text
        ? text.value()
        : null;
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }
}
