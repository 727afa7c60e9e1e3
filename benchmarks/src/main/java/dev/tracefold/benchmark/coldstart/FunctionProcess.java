package dev.tracefold.benchmark.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The process of a function, started as Lambda's Java runtime starts it. */
final class FunctionProcess implements AutoCloseable {

  private static final String RUNTIME =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** Lambda leaves the JVM 85 % of the memory as heap. */
  private static final double HEAP_SHARE = 0.85;

  /** How the serial collector tells of each of its two. */
  private static final Pattern GENERATION = Pattern.compile("total \\d+K, used (\\d+)K");

  private static final int KILOBYTES = 1024;
  private static final int WRITTEN_MAX = 3_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  /**
   * What to start.
   *
   * @param command what runs before the JVM, such as a choice of processors
   * @param classPath the runtime interface client and what it needs, and the function's classes
   *     where they are not to be loaded from the folder
   * @param folder with the function's classes and its libraries, as {@code /var/task}
   * @param log takes what the process writes
   */
  record Launch(
      List<String> command,
      List<String> options,
      List<Path> classPath,
      int memoryMegabytes,
      Path folder,
      Map<String, String> environment,
      Path log) {

    Launch {
      command = List.copyOf(command);
      options = List.copyOf(options);
      classPath = List.copyOf(classPath);
      environment = Map.copyOf(environment);
    }

    /** The same with more options for the JVM. */
    Launch with(List<String> more) {
      List<String> all = new ArrayList<>(options);
      all.addAll(more);
      return new Launch(command, all, classPath, memoryMegabytes, folder, environment, log);
    }
  }

  private final Process process;
  private final Path log;

  private FunctionProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a process that takes its invocations from a runtime API. */
  static FunctionProcess start(Launch launch, RuntimeApi api) {
    List<String> line = new ArrayList<>(launch.command());
    line.add(JAVA_HOME.resolve("bin/java").toString());
    line.add(
        "-XX:MaxHeapSize=%dk"
            .formatted((long) (launch.memoryMegabytes() * KILOBYTES * HEAP_SHARE)));
    line.add("-XX:+UseSerialGC");
    line.add("-XX:ActiveProcessorCount=1");
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    line.addAll(launch.options());
    line.add("-classpath");
    line.add(
        launch.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    line.add(RUNTIME);
    line.add(launch.environment().getOrDefault("_HANDLER", ""));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(launch.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(launch.log().toFile());
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    try {
      FunctionProcess started = new FunctionProcess(builder.start(), launch.log());
      var unused =
          started
              .process
              .onExit()
              .thenAccept(ended -> api.ended("the process ended; it wrote: " + started.written()));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + line.getFirst(), e);
    }
  }

  /** Processor time so far. */
  double processorMillis() {
    return process.info().totalCpuDuration().map(time -> time.toNanos() / 1e6).orElse(0.0);
  }

  /** Memory of the process at its highest. */
  double residentKilobytes() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + status, e);
    }
  }

  /** Objects on the heap, garbage that is not collected yet included. */
  double heapKilobytes() throws InterruptedException {
    ProcessBuilder jcmd =
        new ProcessBuilder(
            JAVA_HOME.resolve("bin/jcmd").toString(), Long.toString(process.pid()), "GC.heap_info");
    try {
      Process running = jcmd.start();
      String told = new String(running.getInputStream().readAllBytes(), UTF_8);
      running.waitFor();
      return GENERATION
          .matcher(told)
          .results()
          .mapToDouble(generation -> Double.parseDouble(generation.group(1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run jcmd, which belongs to every JDK", e);
    }
  }

  /** Ends the process in order, so that it writes what it was asked to write at its end. */
  void finish() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "the function's process does not end; it wrote: " + written());
    }
  }

  /** The end of what the process wrote. */
  String written() {
    try {
      String all = Files.readString(log);
      return all.substring(Math.max(0, all.length() - WRITTEN_MAX));
    } catch (IOException e) {
      return "(cannot be read: " + e + ")";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
