package dev.tracefold.local;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which system a command is about. */
public final class Target {
  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "${env:TRACEFOLD_STACK}",
      description =
          "A deployed stack, by its CloudFormation name (or TRACEFOLD_STACK); else the local "
              + "system that runs.")
  private @Nullable String stack;

  /** The chosen system. */
  public Connection connection(Systems systems) {
    return stack == null || stack.isEmpty() ? systems.running() : Systems.deployed(stack);
  }
}
