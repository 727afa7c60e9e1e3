package dev.tracefold.embedded;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Stacks for tests: the project's own template in emulators that all tests of a JVM share. The
 * emulators start with the first stack and end with the JVM; every AWS client that is built after
 * that finds them by system properties.
 */
public final class TestStacks {
  private TestStacks() {}

  /** A new stack of template.yaml, apart from every other one. */
  public static Stack create() {
    return create(Map.of());
  }

  /**
   * A new stack of template.yaml, apart from every other one.
   *
   * @param parameters values to use instead of the parameters' defaults
   */
  public static Stack create(Map<String, String> parameters) {
    String prefix = "t" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return Stack.create(endpoints(), template(parameters), prefix);
  }

  /** The project's template with the defaults of its parameters. */
  public static Template template() {
    return template(Map.of());
  }

  /** Where the shared emulators answer; starts them where they do not run yet. */
  public static Endpoints endpoints() {
    return Shared.ENDPOINTS;
  }

  /**
   * The root of the checkout.
   *
   * @throws IllegalStateException where the build does not say it
   */
  public static Path root() {
    String root = System.getProperty("tracefold.root");
    if (root == null) {
      throw new IllegalStateException(
          "The system property tracefold.root is not set, expected the root of the checkout: "
              + "run tests through the build, or set it");
    }
    return Path.of(root);
  }

  private static Template template(Map<String, String> parameters) {
    return Template.read(root().resolve("template.yaml"), parameters);
  }

  private static final class Shared {
    static final Endpoints ENDPOINTS = start();

    private static Endpoints start() {
      Endpoints endpoints = EmbeddedAws.start().endpoints();
      endpoints.useInThisJvm();
      return endpoints;
    }
  }
}
