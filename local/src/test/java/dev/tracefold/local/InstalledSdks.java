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
  private static final long INSTALLATION_SECONDS = 180;

  private InstalledSdks() {}

  /** The folder of the SDKs' scripts. */
  static Path folder() {
    return TestStacks.root().resolve("local/src/test/sdks");
  }

  /** A file of an installed package; skips the calling test where npm cannot install it. */
  static Path installed(String file) {
    Path path = folder().resolve("node_modules").resolve(file);
    if (!Files.exists(path)) {
      install();
    }
    assumeTrue(Files.exists(path), () -> "it needs %s, which npm did not install".formatted(file));
    return path;
  }

  /** Installs the pinned packages, for all tests at once; a machine may have no npm registry. */
  private static synchronized void install() {
    String npm = program("npm").toString();
    try {
      run(
          Map.of(),
          List.of(npm, "install", "--no-package-lock", "--no-audit", "--no-fund"),
          INSTALLATION_SECONDS);
    } catch (IOException | AssertionError unreachable) {
      abort("it needs SDKs that npm could not install: " + unreachable.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      abort("stopped while npm installed the SDKs");
    }
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
    return abort("it needs " + String.join(" or ", names) + " on the PATH");
  }

  /**
   * Runs a program to its end.
   *
   * @return what it printed
   * @throws AssertionError if it fails or does not end
   */
  static String run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return run(environment, command, PATIENCE_SECONDS);
  }

  private static String run(
      Map<String, String> environment, List<String> command, long patienceSeconds)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("tracefold-sdk", ".txt");
    Process process = start(environment, command, output);
    if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
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
