package dev.tracefold.usage;

import dev.tracefold.outcome.OutcomeMessage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Keeps the usage counters. A store that is out of reach throws. */
public interface UsageCounters {

  /** What became of an outcome. */
  enum Result {
    /** It is counted from now on. */
    NOW,
    /** It was counted before: a redelivery. */
    BEFORE,
    /** It is undecided; nothing is lost, deliver it again later. */
    LATER
  }

  /**
   * Counts outcomes, each id once, however often and by however many it is asked to.
   *
   * @return for every id what became of it
   */
  Map<String, Result> count(List<OutcomeMessage> outcomes);

  /** The counters of a project from one day to another, both included, by hour. */
  List<UsageRow> read(long projectId, LocalDate from, LocalDate to);
}
