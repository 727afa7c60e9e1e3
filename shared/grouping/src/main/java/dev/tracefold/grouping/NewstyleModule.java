package dev.tracefold.grouping;

import dev.tracefold.event.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The module of a newstyle frame (grouping 11.3).
 *
 * @param component the component
 * @param classbase class without its package, for tree labels; null outside of Java
 */
record NewstyleModule(Component component, @Nullable String classbase) {

  static NewstyleModule of(Frame frame, String platform) {
    String module = frame.module();
    if (module == null) {
      return new NewstyleModule(Component.empty("module"), null);
    }
    Component component = Component.of("module", module);
    return switch (platform) {
      case "javascript" ->
          new NewstyleModule(
              isPageUrl(frame, module)
                  ? component.ignored("ignored bad javascript module")
                  : component,
              null);
      case "java" -> ofJava(component, module);
      default -> new NewstyleModule(component, null);
    };
  }

  private static NewstyleModule ofJava(Component component, String module) {
    Component result = component;
    if (module.contains("$$Lambda$")) {
      result = result.ignored("ignored java lambda");
    }
    FramePatterns.CleanedModule cleaned = FramePatterns.cleanJavaModule(module);
    if (cleaned.hint() != null) {
      // Cleaning lets a lambda class contribute again; recorded hashes depend on it.
      result = result.replaced(cleaned.module(), cleaned.hint());
    }
    return new NewstyleModule(result, classbase(cleaned.accessor() ? module : cleaned.module()));
  }

  /** The last segment without a dollar sign; null if every segment has one. */
  private static @Nullable String classbase(String module) {
    int end = module.length();
    while (true) {
      int dot = module.lastIndexOf('.', end - 1);
      String segment = module.substring(dot + 1, end);
      if (segment.indexOf('$') < 0) {
        return segment;
      }
      if (dot < 0) {
        return null;
      }
      end = dot;
    }
  }

  /** Whether the module is the end of the page's address. */
  static boolean isPageUrl(Frame frame, String module) {
    return module.contains("/") && frame.absPath() != null && frame.absPath().endsWith(module);
  }
}
