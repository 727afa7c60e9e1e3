package dev.tracefold.benchmark.grouping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.EventReader;
import dev.tracefold.grouping.Grouper;
import dev.tracefold.grouping.GroupingConfig;
import dev.tracefold.grouping.GroupingSetup;
import dev.tracefold.grouping.Hash;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.normalization.NormalizationContext;
import dev.tracefold.intake.normalization.Normalizer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Events per second, one event after the other, by the default configuration. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 2)
public class GroupingBenchmark {

  private static final NormalizationContext CONTEXT =
      new NormalizationContext(1, null, "0".repeat(32), Instant.EPOCH, null, null, null, null);

  private final GroupingSetup setup = GroupingSetup.of(GroupingConfig.DEFAULT);
  private final Bytes[] sent;
  private final Bytes[] normalized;
  private final ErrorEvent[] events;
  private int next;

  /** Reads the events. */
  public GroupingBenchmark() {
    List<ObjectNode> payloads;
    try {
      payloads = EventSet.find(Path.of(System.getProperty("tracefold.root", "."))).payloads();
    } catch (IOException e) {
      throw new IllegalStateException("The events cannot be read: " + e.getMessage(), e);
    }
    sent = new Bytes[payloads.size()];
    normalized = new Bytes[payloads.size()];
    events = new ErrorEvent[payloads.size()];
    for (int i = 0; i < sent.length; i++) {
      ObjectNode payload = payloads.get(i);
      sent[i] = Bytes.utf8(PayloadJson.write(payload));
      Normalizer.normalize(payload, CONTEXT);
      normalized[i] = Bytes.utf8(PayloadJson.write(payload));
      events[i] = EventReader.read(payload);
    }
  }

  /** As an SDK sends it: parsed, normalised, grouped. */
  @Benchmark
  public List<Hash> sentBytes() {
    ObjectNode payload = parsed(sent);
    Normalizer.normalize(payload, CONTEXT);
    return hashes(EventReader.read(payload));
  }

  /** As the intake queues it: parsed, grouped. */
  @Benchmark
  public List<Hash> normalizedBytes() {
    return hashes(EventReader.read(parsed(normalized)));
  }

  /** Grouped alone. */
  @Benchmark
  public List<Hash> parsedEvent() {
    return hashes(events[next(events.length)]);
  }

  private ObjectNode parsed(Bytes[] bytes) {
    return PayloadJson.readObject(bytes[next(bytes.length)]).orElseThrow();
  }

  private List<Hash> hashes(ErrorEvent event) {
    return Grouper.group(event, setup).grouping().hashes();
  }

  private int next(int length) {
    int current = next;
    next = current + 1 == length ? 0 : current + 1;
    return current;
  }
}
