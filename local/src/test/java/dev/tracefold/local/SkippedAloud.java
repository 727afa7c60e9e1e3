package dev.tracefold.local;

import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Says in the build's output which test was skipped and what it would have needed. */
final class SkippedAloud implements TestWatcher {

  private static final PrintStream BUILD_OUTPUT = System.out;

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    String why = Optional.ofNullable(cause).map(Throwable::getMessage).orElse("no reason given");
    BUILD_OUTPUT.printf(
        "SKIPPED %s.%s: %s%n",
        context.getRequiredTestClass().getSimpleName(),
        context.getRequiredTestMethod().getName(),
        why.lines().findFirst().orElse(""));
  }
}
