package dev.tracefold.grouping;

import dev.tracefold.event.Frame;
import dev.tracefold.text.UnicodeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frame component of {@code legacy:2019-03-12} (grouping 10.1). */
final class LegacyFrame {

  private static final int CONTEXT_LINE_LENGTH_MAX = 120;

  private final Frame frame;
  private final String platform;
  private final @Nullable String functionName;

  private LegacyFrame(Frame frame, @Nullable String eventPlatform) {
    this.frame = frame;
    String own = frame.platformOr(eventPlatform);
    this.platform = own == null ? "" : own;
    String raw = filled(frame.rawFunction());
    this.functionName = raw == null ? filled(frame.function()) : raw;
  }

  /** Builds the component of a frame. */
  static Component build(Frame frame, @Nullable String eventPlatform) {
    return new LegacyFrame(frame, eventPlatform).build();
  }

  private Component build() {
    String moduleName = filled(frame.module());
    String filenameText = filled(frame.filename());
    Component filename = filename();
    Component module = Component.empty("module");
    if (moduleName != null) {
      module = module(moduleName);
      if (filenameText != null) {
        filename = Component.of("filename", filenameText).ignored("module takes precedence");
      }
    }
    Component contextLine = contextLine();
    boolean named = module.contributes() || filename.contributes();
    List<Component> rest =
        !contextLine.contributes() && named
            ? unlessContextLine()
            : unused(
                contextLine.contributes()
                    ? "is not used if context-line is available"
                    : "is not used if module or filename are available");
    Component node =
        Component.of(
            "frame", List.of(module, filename, contextLine, rest.get(0), rest.get(1), rest.get(2)));
    return "[native code]".equals(frame.filename())
        ? node.ignored("native code indicated by filename")
        : node;
  }

  private Component filename() {
    String filename = frame.filename();
    if (filename == null || filename.isEmpty() || filename.equals("[native code]")) {
      return Component.empty("filename");
    }
    Component component = Component.of("filename", filename);
    if (filename.equals("<anonymous>")) {
      return component.ignored("anonymous filename discarded");
    }
    if (FramePatterns.isUrlOrigin(frame.absPath(), false)) {
      return component.ignored("ignored because filename is a URL");
    }
    if (filename.startsWith("Caused by: ")) {
      return component.ignored("ignored because invalid");
    }
    if (platform.equals("cocoa")) {
      return component.replaced(
          filename.substring(filename.lastIndexOf('/') + 1), "stripped to basename");
    }
    String classes = platform.equals("java") ? GeneratedNames.cleanJavassist(filename) : filename;
    String cleaned = FramePatterns.cleanVersions(classes);
    boolean removedClasses = !classes.equals(filename);
    boolean removedVersion = !cleaned.equals(classes);
    if (!removedClasses && !removedVersion) {
      return component;
    }
    String removed =
        removedClasses && removedVersion
            ? "javassist parts and version"
            : removedClasses ? "javassist parts" : "version";
    return component.replaced(cleaned, "removed " + removed);
  }

  private Component module(String module) {
    boolean generated =
        (platform.equals("javascript") && NewstyleModule.isPageUrl(frame, module))
            || (platform.equals("java") && module.contains("$$Lambda$"));
    if (generated) {
      return salted("module", "<module>", "normalized generated module name")
          .hinted("ignored module");
    }
    if (!platform.equals("java")) {
      return Component.of("module", module);
    }
    FramePatterns.CleanedModule cleaned = FramePatterns.cleanJavaModule(module);
    return Component.of("module", cleaned.module()).hinted(cleaned.hint());
  }

  private Component contextLine() {
    String line = frame.contextLine();
    Component empty = Component.empty("context-line");
    if (line == null) {
      return empty;
    }
    if (UnicodeText.isLongerThan(line, CONTEXT_LINE_LENGTH_MAX)) {
      return empty.hinted("discarded because line too long");
    }
    if (functionName == null && FramePatterns.isUrlOrigin(frame.absPath(), false)) {
      return empty.hinted("discarded because from URL origin");
    }
    return Component.of("context-line", line);
  }

  /** Symbol, function and line number, the first of which that there is counts. */
  private List<Component> unlessContextLine() {
    Component symbol = Component.ofFilled("symbol", frame.symbol());
    Component function = Component.ofFilled("function", functionName);
    Component lineno = lineno();
    if (symbol.contributes()) {
      String reason = "symbol takes precedence";
      return List.of(symbol, ignoredIfFilled(function, reason), ignoredIfFilled(lineno, reason));
    }
    if (function.contributes() && functionName != null) {
      return List.of(
          symbol, function(functionName), ignoredIfFilled(lineno, "function takes precedence"));
    }
    return List.of(symbol, function, lineno);
  }

  private List<Component> unused(String reason) {
    return List.of(
        ignoredIfFilled(Component.ofFilled("symbol", frame.symbol()), "symbol " + reason),
        ignoredIfFilled(Component.ofFilled("function", functionName), "function name " + reason),
        ignoredIfFilled(lineno(), "line number " + reason));
  }

  private Component lineno() {
    Long lineno = frame.lineno();
    return lineno == null || lineno == 0
        ? Component.empty("lineno")
        : Component.of("lineno", lineno);
  }

  private static Component function(String name) {
    if (name.startsWith("lambda$") || name.startsWith("[Anonymous")) {
      return salted("function", "<function>", "normalized lambda function name");
    }
    Component function = Component.of("function", name);
    if (name.startsWith("block ")) {
      return function.replaced("block", "ruby block");
    }
    String trimmed = GeneratedNames.cleanNumbers(name);
    return trimmed.equals(name) ? function : function.replaced(trimmed, "trimmed integer suffix");
  }

  private static Component salted(String id, String salt, String reason) {
    return Component.of(id, List.of(Component.of("salt", salt).hinted(reason)));
  }

  private static Component ignoredIfFilled(Component component, String reason) {
    return component.contributes() ? component.ignored(reason) : component;
  }

  /** The text; null for an empty one. */
  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
