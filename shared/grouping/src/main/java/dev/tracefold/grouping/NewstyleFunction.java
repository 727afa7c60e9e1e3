package dev.tracefold.grouping;

import static dev.tracefold.grouping.GroupingConfig.Feature.JAVASCRIPT_FUZZING;
import static dev.tracefold.grouping.GroupingConfig.Feature.LEGACY_FUNCTION_LOGIC;
import static dev.tracefold.grouping.GroupingConfig.Feature.NATIVE_FUZZING;
import static dev.tracefold.grouping.GroupingConfig.Feature.PHP_ANONYMOUS_CLASSES;

import dev.tracefold.event.Frame;
import dev.tracefold.stacktrace.FunctionName;
import dev.tracefold.stacktrace.NameStyle;
import dev.tracefold.stacktrace.PlatformFamily;
import org.jspecify.annotations.Nullable;

/** The function of a newstyle frame (grouping 11.4). */
final class NewstyleFunction {

  private static final String PHP_ANONYMOUS_CLASS = "class@anonymous";

  private NewstyleFunction() {}

  static Component of(
      GroupingConfig config,
      Frame frame,
      String platform,
      PlatformFamily family,
      boolean contextLineContributes) {
    String name = name(config, frame, platform);
    if (name == null || name.isEmpty()) {
      return Component.empty("function");
    }
    Component function = Component.of("function", name);
    return switch (platform) {
      case "ruby" -> ruby(function, name);
      case "php" -> php(function, name, config.has(PHP_ANONYMOUS_CLASSES));
      case "java" ->
          name.startsWith("lambda$") ? function.ignored("ignored lambda function") : function;
      default ->
          switch (family) {
            case NATIVE -> ofNative(config, function, name, platform);
            case JAVASCRIPT ->
                config.has(JAVASCRIPT_FUZZING)
                    ? javascript(function, name, frame, contextLineContributes)
                    : function;
            case OTHER -> function;
          };
    };
  }

  private static @Nullable String name(GroupingConfig config, Frame frame, String platform) {
    String function = frame.function();
    String raw = frame.rawFunction();
    boolean isRaw = raw != null && !raw.isEmpty();
    if (config.has(LEGACY_FUNCTION_LOGIC) || platform.equals("csharp")) {
      return isRaw ? raw : function;
    }
    return function == null || function.isEmpty() ? raw : FunctionName.display(frame, platform);
  }

  private static Component ruby(Component function, String name) {
    if (name.startsWith("block ")) {
      return function.replaced("block", "ruby block");
    }
    String cleaned = GeneratedNames.cleanTemplate(name);
    return cleaned.equals(name)
        ? function
        : function.replaced(cleaned, "removed generated erb template suffix");
  }

  private static Component php(Component function, String name, boolean detectsClasses) {
    Component result = function;
    if (name.startsWith("[Anonymous") || name.startsWith(PHP_ANONYMOUS_CLASS + '\0')) {
      result = result.ignored("ignored anonymous function");
    }
    if (detectsClasses && name.startsWith(PHP_ANONYMOUS_CLASS)) {
      int method = name.lastIndexOf("::");
      if (method >= 0) {
        result = result.replaced(name.substring(method + 2), "anonymous class method");
      }
    }
    return result;
  }

  private static Component ofNative(
      GroupingConfig config, Component function, String name, String platform) {
    if (name.equals("<redacted>") || name.equals("<unknown>")) {
      return function.ignored("ignored unknown function");
    }
    if (config.has(LEGACY_FUNCTION_LOGIC)) {
      String isolated = NameStyle.of(platform).trim(name, false);
      return isolated.equals(name) ? function : function.replaced(isolated, "isolated function");
    }
    if (config.has(NATIVE_FUZZING)) {
      String alike = name.replace("(anonymous namespace)", "`anonymous namespace'");
      return alike.equals(name) ? function : function.replaced(alike, null);
    }
    return function;
  }

  private static Component javascript(
      Component function, String name, Frame frame, boolean contextLineContributes) {
    Component result = function;
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      result = result.replaced(name.substring(dot + 1), "trimmed javascript function");
    }
    if (frame.data().sourcemap() && contextLineContributes) {
      result = result.outranked("ignored because sourcemap used and context line available");
    }
    return result;
  }
}
