package dev.tracefold.benchmark;

import static java.util.Objects.requireNonNull;

import dev.tracefold.local.Terminal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs JMH benchmarks on one thread of a JVM of their own, with what they allocate and the
 * processor time they take, and saves the results.
 */
public final class Measurement {

  private static final String MEMORY = "-Xmx1g";

  /** What a function with one processor gets. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Path root;
  private final Terminal terminal;

  /**
   * Measurements that say on a terminal how far they are.
   *
   * @param root the root of the checkout
   */
  public Measurement(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  /**
   * What is to be measured.
   *
   * @param benchmarks class of the benchmarks
   * @param name of the file with the results, without ending
   * @param parameters values of parameters; those that are missing take their own
   * @param options more options for the JVM that measures
   * @param quick whether to run everything just once and briefly, to see that it works
   */
  public record Plan(
      Class<?> benchmarks,
      String name,
      Map<String, List<String>> parameters,
      List<String> options,
      boolean quick) {

    public Plan {
      parameters = Map.copyOf(parameters);
      options = List.copyOf(options);
    }
  }

  /**
   * Measures a class of benchmarks.
   *
   * @param quick whether to run everything just once and briefly, to see that it works
   */
  public Collection<RunResult> of(Class<?> benchmarks, boolean quick) throws RunnerException {
    return of(new Plan(benchmarks, benchmarks.getSimpleName(), Map.of(), List.of(), quick));
  }

  /** Measures what a plan says. */
  public Collection<RunResult> of(Plan plan) throws RunnerException {
    Path saved = new Results(root, terminal).file(plan.name());
    ChainedOptionsBuilder run =
        new OptionsBuilder()
            .include(plan.benchmarks().getName().replace(".", "\\.") + "\\.")
            .threads(1)
            .jvmArgsAppend(MEMORY, COLLECTOR, "-Dtracefold.root=" + root.toAbsolutePath())
            .jvmArgsPrepend(plan.options().toArray(String[]::new))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .resultFormat(ResultFormatType.JSON)
            .result(saved.toString());
    plan.parameters().forEach((name, values) -> run.param(name, values.toArray(String[]::new)));
    if (plan.quick()) {
      run.forks(1)
          .warmupIterations(0)
          .measurementIterations(1)
          .measurementTime(TimeValue.milliseconds(100));
    }
    Collection<RunResult> results =
        new Runner(
                run.build(),
                OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL))
            .run();
    terminal.step("Saved " + saved);
    return results;
  }

  /** Nanoseconds of processor time that an operation takes. */
  public static double cpuNanos(RunResult result) {
    return requireNonNull(result.getSecondaryResults().get(CpuTime.LABEL)).getScore();
  }

  /** Bytes that an operation allocates. */
  public static double allocated(RunResult result) {
    return requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore();
  }
}
