package dev.tracefold.local;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tracefold.embedded.TestStacks;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that a test needs and a machine may not have: a test that misses one is skipped. */
final class InstalledSdks {

  private static final long PATIENCE_SECONDS = 60;

  private InstalledSdks() {}

  /** The folder of the SDKs' scripts. */
  static Path folder() {
    return TestStacks.root().resolve("local/src/test/sdks");
  }

  /** A file of an installed package; skips the calling test where it is not installed. */
  static Path installed(String file) {
    Path path = folder().resolve("node_modules").resolve(file);
    assumeTrue(
        Files.exists(path),
        () -> path + " is not installed: npm install --prefix local/src/test/sdks");
    return path;
  }

  /** A program on the path, the first that there is; skips the calling test if there is none. */
  static Path program(String... names) {
    for (String name : names) {
      for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
        Path path = Path.of(folder, name);
        if (Files.isExecutable(path)) {
          return path;
        }
      }
    }
    return abort("none of " + String.join(", ", names) + " is on the PATH");
  }

  /**
   * Runs a program to its end.
   *
   * @return what it printed
   * @throws AssertionError if it fails or does not end
   */
  static String run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("tracefold-sdk", ".txt");
    Process process = start(environment, command, output);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      stop(process);
      throw new AssertionError(command + " did not end: " + Files.readString(output));
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new AssertionError(command + " failed: " + printed);
    }
    return printed.strip();
  }

  /** Starts a program; whoever starts it stops it. */
  static Process start(Map<String, String> environment, List<String> command, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Stops a program with what it started. */
  static void stop(Process process) {
    Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
