package dev.tracefold.benchmark.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * What became of a load.
 *
 * @param messages that were sent, duplicates included
 * @param sending from the first send to the last
 * @param drained from the first send to the moment when every queue was empty
 * @param latencies from send to sight, sorted
 * @param differences between what was sent and what the system counts; none if all is right
 */
record LoadReport(
    Load load,
    int messages,
    Duration sending,
    Duration drained,
    List<Duration> latencies,
    List<String> differences) {

  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  LoadReport {
    latencies = List.copyOf(latencies);
    differences = List.copyOf(differences);
  }

  static final List<String> HEADING =
      List.of(
          "EVENTS",
          "ISSUES",
          "SENT TWICE",
          "SENT A SECOND",
          "SAVED A SECOND",
          "P50 MS",
          "P95 MS",
          "P99 MS",
          "COUNTS");

  List<String> row() {
    return List.of(
        Integer.toString(load.events()),
        Integer.toString(load.issues()),
        Integer.toString(messages - load.events()),
        "%.0f".formatted(messages / seconds(sending)),
        "%.0f".formatted(drainedRate()),
        "%.0f".formatted(percentileMillis(50)),
        "%.0f".formatted(percentileMillis(95)),
        "%.0f".formatted(percentileMillis(99)),
        differences.isEmpty() ? "exact" : "WRONG");
  }

  /** Events a second, from the first send until nothing was left to do. */
  double drainedRate() {
    return load.events() / seconds(drained);
  }

  /** The latency that so many of a hundred events do not exceed; 0 if none was seen. */
  double percentileMillis(int percent) {
    if (latencies.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * latencies.size());
    return latencies.get(Math.max(0, rank - 1)).toNanos() / NANOS_PER_MILLI;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("events", load.events());
    json.put("issues", load.issues());
    json.put("bytes", load.bytes());
    json.put("rate", load.rate());
    json.put("duplicatesPercent", load.duplicates());
    json.put("messages", messages);
    json.put("sendingSeconds", seconds(sending));
    json.put("drainedSeconds", seconds(drained));
    json.put("drainedEventsPerSecond", drainedRate());
    ObjectNode latency = json.putObject("latencyMillis");
    latency.put("events", latencies.size());
    for (int percent : List.of(50, 95, 99)) {
      latency.put("p" + percent, percentileMillis(percent));
    }
    json.put("exact", differences.isEmpty());
    ArrayNode wrong = json.putArray("differences");
    differences.forEach(wrong::add);
    return json;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS;
  }
}
