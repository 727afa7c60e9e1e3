package dev.tracefold.benchmark.grouping;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.grouping.Grouper;
import dev.tracefold.grouping.GroupingSetup;
import dev.tracefold.grouping.Hash;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** Time for an event whose one long text is ordinary, or made to hurt regular expressions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TextBenchmark {

  /** Which text stands where. */
  @Param public TextCase text = TextCase.MESSAGE_ORDINARY;

  private GroupingSetup setup = text.setup();
  private ErrorEvent[] events = new ErrorEvent[0];
  private int next;

  /** Writes events with the text. */
  @Setup
  public void write() {
    setup = text.setup();
    events = text.events();
  }

  /** Groups one of them. */
  @Benchmark
  public List<Hash> group() {
    int current = next;
    next = current + 1 == events.length ? 0 : current + 1;
    return Grouper.group(events[current], setup).grouping().hashes();
  }
}
