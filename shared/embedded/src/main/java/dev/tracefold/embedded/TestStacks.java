package dev.tracefold.embedded;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Stacks for tests: the project's own template in emulators (or, by the profile {@code localstack},
 * in a container) that all tests of a JVM share. They start with the first stack and end with the
 * JVM; every AWS client that is built after that finds them by system properties.
 */
public final class TestStacks {
  // Set by the profile of the same name to "localstack".
  private static final String WHERE = "tracefold.aws";

  private static @Nullable Endpoints shared;

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
    return shared();
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

  /**
   * The project's template.
   *
   * @param parameters values to use instead of the parameters' defaults
   */
  public static Template template(Map<String, String> parameters) {
    return Template.read(root().resolve("template.yaml"), parameters);
  }

  private static synchronized Endpoints shared() {
    if (shared == null) {
      String where = System.getProperty(WHERE, "embedded");
      shared =
          switch (where) {
            case "embedded" -> EmbeddedAws.start().endpoints();
            case "localstack" -> ContainerAws.start();
            default ->
                throw new IllegalStateException(
                    WHERE + " is '" + where + "', expected embedded or localstack");
          };
      shared.useInThisJvm();
    }
    return shared;
  }
}
