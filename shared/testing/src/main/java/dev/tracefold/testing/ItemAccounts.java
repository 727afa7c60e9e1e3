package dev.tracefold.testing;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.usage.UsageRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that every item that came in has one fate: what came in is what was accepted, filtered,
 * rate-limited, invalid, discarded by its client or is still pending, by category; and the usage
 * counters say the same, however often anything was delivered.
 */
public final class ItemAccounts {

  /** An item by what its outcome's id says of it. */
  private record Item(long projectId, DataCategory category, String id) {

    static Item of(OutcomeMessage message) {
      Matcher id =
          Pattern.compile(
                  "%d:%d:(.+?):%d(:\\d+)?"
                      .formatted(
                          message.projectId(), message.category().code(), message.outcome().code()))
              .matcher(message.id());
      if (!id.matches()) {
        throw new AssertionError("outcome " + message + " has no id of the usual form");
      }
      return new Item(message.projectId(), message.category(), id.group(1));
    }
  }

  /** What usage counters tell apart, hours and keys aside. */
  private record Count(
      long projectId, DataCategory category, String outcome, @Nullable String reason) {}

  private final Set<Item> came = new LinkedHashSet<>();
  private final Map<String, OutcomeMessage> told = new LinkedHashMap<>();

  /**
   * An item came in.
   *
   * @param id as in the ids of outcomes: the event's id, or {@code <event id>/<attachment id>}
   */
  public void came(long projectId, DataCategory category, String id) {
    came.add(new Item(projectId, category, id));
  }

  /** An outcome was told, perhaps again; a repetition has to say the same. */
  public void told(OutcomeMessage message) {
    OutcomeMessage before = told.putIfAbsent(message.id(), message);
    if (before != null
        && (!before.outcome().equals(message.outcome())
            || before.quantity() != message.quantity()
            || before.counted() != message.counted())) {
      throw new AssertionError("the outcome " + before + " was told again as " + message);
    }
  }

  /**
   * Checks the accounts at a moment when no function is at work.
   *
   * @param pending ids of the items whose messages are on a queue, a dead-letter queue included
   * @param usage every counter of the projects concerned
   * @throws AssertionError with every item that has no fate or several, and every wrong counter
   */
  public void check(Set<String> pending, Collection<UsageRow> usage) {
    List<String> problems = new ArrayList<>();
    Map<Item, List<Outcome>> fates = fates();
    came.forEach(
        item -> {
          List<Outcome> found = fates.getOrDefault(item, List.of());
          if (found.size() > 1 || (found.isEmpty() && !pending.contains(item.id()))) {
            problems.add(item + " came in and ended as " + found);
          }
        });
    fates.forEach(
        (item, found) -> {
          if (!came.contains(item) && !found.isEmpty()) {
            problems.add(item + " never came in and ended as " + found);
          }
        });
    Map<Count, List<Long>> expected = counts(UsageRow.fold(List.copyOf(told.values())));
    Map<Count, List<Long>> actual = counts(usage);
    Set<Count> all = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    all.addAll(expected.keySet());
    all.addAll(actual.keySet());
    for (Count count : all) {
      if (!expected.getOrDefault(count, List.of()).equals(actual.getOrDefault(count, List.of()))) {
        problems.add(
            "%s: outcomes add up to %s (items, quantity, refunded), the counters say %s"
                .formatted(
                    count,
                    expected.getOrDefault(count, List.of()),
                    actual.getOrDefault(count, List.of())));
      }
    }
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join("\n", problems) + "\nin: " + balance());
    }
  }

  /** Of each category how many items came in and had which fate, for people. */
  public String balance() {
    Map<String, Long> sums = new TreeMap<>();
    came.forEach(item -> sums.merge(item.category() + " in", 1L, Long::sum));
    fates()
        .forEach(
            (item, found) ->
                found.forEach(
                    outcome -> sums.merge(item.category() + " " + outcome.label(), 1L, Long::sum)));
    return sums.toString();
  }

  /** A correction takes the outcome back that it names. */
  private Map<Item, List<Outcome>> fates() {
    Map<Item, List<Outcome>> fates = new HashMap<>();
    for (OutcomeMessage message : told.values()) {
      if (!message.correction() && !told.containsKey(message.correcting().id())) {
        fates.computeIfAbsent(Item.of(message), item -> new ArrayList<>()).add(message.outcome());
      }
    }
    return fates;
  }

  /** Counters of no project do not exist; those that were taken back to zero might as well not. */
  private static Map<Count, List<Long>> counts(Collection<UsageRow> rows) {
    Map<Count, List<Long>> counts = new HashMap<>();
    for (UsageRow row : rows) {
      counts.merge(
          new Count(
              row.key().projectId(),
              row.key().category(),
              row.key().outcome().label(),
              row.key().outcome().reason()),
          List.of(row.items(), row.quantity(), row.refunded()),
          (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1), a.get(2) + b.get(2)));
    }
    counts.keySet().removeIf(count -> count.projectId() <= 0);
    counts.values().removeIf(List.of(0L, 0L, 0L)::equals);
    return counts;
  }
}
