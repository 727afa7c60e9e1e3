package dev.tracefold.benchmark.coldstart;

import java.io.IOException;
import java.util.List;

/**
 * Shares the processors out: the last one for the function that is measured, the others for this
 * process with its emulators. Where there is no {@code taskset}, or only one processor, all share
 * all of them, and the function is only told that it has one.
 */
final class Processors {

  private final int count = Runtime.getRuntime().availableProcessors();
  private final boolean pins;

  /** Moves this process off the function's processor. */
  Processors() throws InterruptedException {
    pins =
        count > 1
            && succeeds(
                "taskset",
                "--all-tasks",
                "--cpu-list",
                "--pid",
                "0-" + (count - 2),
                Long.toString(ProcessHandle.current().pid()));
  }

  /** What to put before a command so that it runs on the function's processor; may be nothing. */
  List<String> pinning() {
    return pins ? List.of("taskset", "--cpu-list", Integer.toString(count - 1)) : List.of();
  }

  /** How it is shared, for the report. */
  String description() {
    return pins
        ? "the function has processor %d of %d to itself".formatted(count - 1, count)
        : "the function shares %d processors with its emulators".formatted(count);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
