package dev.tracefold.benchmark.saving;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.tracefold.benchmark.shape.ProjectRules;
import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.benchmark.shape.ShapedEvents;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Batches through the handler, on answers that are there at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 3)
@Measurement(iterations = 5, time = 3)
public class SavingBenchmark {

  /** A shape of batches. */
  @Param({
    "events=10,issues=5,bytes=8192,tags=10,users=5,releases=3",
    "events=100,issues=10,bytes=8192,tags=10,users=50,releases=3",
    "events=500,issues=20,bytes=8192,tags=10,users=250,releases=3",
    "events=10,issues=5,bytes=65536,tags=10,users=5,releases=3",
    "events=80,issues=10,bytes=65536,tags=10,users=40,releases=3"
  })
  private String shape = "";

  /** Frames of each stack trace; 0 for as many as fit about half an event. */
  @Param("0")
  private int frames;

  /** Rules of the project. */
  @Param("0")
  private int rules;

  private @Nullable WarmSystem system;

  /** Makes the batch, and sees that it is saved. */
  @Setup
  public void prepare() {
    Path root = Path.of(System.getProperty("tracefold.root", "."));
    Shape read = Shape.parse(shape);
    ShapedEvents events =
        frames == 0 ? new ShapedEvents(read, 1, 1) : new ShapedEvents(read, 1, 1, frames);
    system = new WarmSystem(root, events, ProjectRules.of(rules));
  }

  /** From the queue's batch to the answer. */
  @Benchmark
  public SQSBatchResponse saved() {
    return Objects.requireNonNull(system).save();
  }
}
