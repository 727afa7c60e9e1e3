package dev.tracefold.local.issue;

import java.util.Collection;
import java.util.Collections;

/** A series as one line of bars, a column for each value. */
final class BarChart {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String NOTHING = "·";

  private BarChart() {}

  /** The highest bar is the largest value; nothing is a dot, so that one event still shows. */
  static String of(Collection<Long> values) {
    long most = values.isEmpty() ? 0 : Math.max(1, Collections.max(values));
    var line = new StringBuilder();
    for (long value : values) {
      if (value <= 0) {
        line.append(NOTHING);
      } else {
        line.append(BARS.charAt((int) Math.ceil((double) value / most * BARS.length()) - 1));
      }
    }
    return line.toString();
  }
}
