package dev.tracefold.benchmark.coldstart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One measure of several starts: its lowest, middle and highest value. */
record Summary(List<Double> sorted) {

  Summary {
    sorted = sorted.stream().sorted().toList();
  }

  static Summary of(List<Start> starts, ToDoubleFunction<Start> measure) {
    return new Summary(starts.stream().map(measure::applyAsDouble).toList());
  }

  double median() {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Lowest, median and highest, as whole numbers. */
  @Override
  public String toString() {
    return "%.0f %.0f %.0f".formatted(sorted.getFirst(), median(), sorted.getLast());
  }

  /** Adds the three, and every value, under a name. */
  void addTo(ObjectNode json, String name) {
    ObjectNode measure = json.putObject(name);
    measure.put("min", sorted.getFirst());
    measure.put("median", median());
    measure.put("max", sorted.getLast());
    ArrayNode all = measure.putArray("all");
    sorted.forEach(all::add);
  }
}
