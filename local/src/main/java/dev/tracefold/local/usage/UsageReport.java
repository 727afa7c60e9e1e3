package dev.tracefold.local.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.local.Terminal;
import dev.tracefold.usage.UsageKey;
import dev.tracefold.usage.UsageRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Usage for people and for programs. */
final class UsageReport {

  static final List<String> HEADING =
      List.of("PROJECT", "CATEGORY", "OUTCOME", "REASON", "ITEMS", "QUANTITY", "REFUNDED");

  /** Fits a terminal of 80 columns with the day and the number. */
  private static final int BAR_LENGTH_MAX = 50;

  private UsageReport() {}

  /** Sums over keys and hours, a line for each project, category, outcome and reason. */
  static List<List<String>> table(List<UsageRow> rows) {
    Map<List<String>, long[]> sums = new TreeMap<>(UsageReport::compare);
    for (UsageRow row : rows) {
      UsageKey key = row.key();
      String reason = key.outcome().reason();
      long[] sum =
          sums.computeIfAbsent(
              List.of(
                  Long.toString(key.projectId()),
                  category(key),
                  key.outcome().label(),
                  reason == null ? "" : Terminal.safe(reason)),
              added -> new long[3]);
      sum[0] += row.items();
      sum[1] += row.quantity();
      sum[2] += row.refunded();
    }
    List<List<String>> lines = new ArrayList<>();
    sums.forEach(
        (texts, sum) -> {
          List<String> line = new ArrayList<>(texts);
          line.add(Long.toString(sum[0]));
          line.add(Long.toString(sum[1]));
          line.add(Long.toString(sum[2]));
          lines.add(List.copyOf(line));
        });
    return lines;
  }

  /** One bar a day for the number of items, the longest for the most. */
  static List<String> chart(List<UsageRow> rows, LocalDate from, LocalDate to) {
    Map<LocalDate, Long> items = new TreeMap<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      items.put(day, 0L);
    }
    for (UsageRow row : rows) {
      items.merge(LocalDate.ofInstant(row.key().hour(), ZoneOffset.UTC), row.items(), Long::sum);
    }
    long most = Math.max(1, Collections.max(items.values()));
    List<String> lines = new ArrayList<>();
    items.forEach(
        (day, count) -> {
          int length = (int) Math.ceil((double) count / most * BAR_LENGTH_MAX);
          lines.add((day + "  " + "#".repeat(length) + " " + count).stripTrailing());
        });
    return lines;
  }

  /** Every counter as it stands. */
  static String json(List<UsageRow> rows) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (UsageRow row : rows) {
      list.addObject()
          .put("project", row.key().projectId())
          .put("hour", row.key().hour().toString())
          .put("key", row.key().keyId())
          .put("category", category(row.key()))
          .put("outcome", row.key().outcome().label())
          .put("reason", row.key().outcome().reason())
          .put("items", row.items())
          .put("quantity", row.quantity())
          .put("refunded", row.refunded());
    }
    return list.toString();
  }

  private static String category(UsageKey key) {
    return key.category().name().toLowerCase(Locale.ROOT);
  }

  private static int compare(List<String> a, List<String> b) {
    int byProject = Long.compare(Long.parseLong(a.getFirst()), Long.parseLong(b.getFirst()));
    return byProject != 0 ? byProject : String.join("\0", a).compareTo(String.join("\0", b));
  }
}
