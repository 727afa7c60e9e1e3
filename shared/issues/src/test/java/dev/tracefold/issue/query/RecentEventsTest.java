package dev.tracefold.issue.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracefold.issue.EventList;
import dev.tracefold.payload.PayloadPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

  @Test
  void eventsOfSeveralListsStandInTheOrderOfTheirTimes() {
    RecentEvents recent =
        RecentEvents.of(
            List.of(
                new EventList(List.of(entry("a", 10), entry("b", 30)), Map.of()),
                new EventList(List.of(entry("c", 20)), Map.of())),
            true);

    assertThat(recent.events()).extracting(EventList.Entry::eventId).containsExactly("b", "c", "a");
  }

  @Test
  void valuesOfTagsAreAddedUpAndOtherOnesStandLast() {
    RecentEvents recent =
        RecentEvents.of(
            List.of(
                new EventList(List.of(), Map.of("os", Map.of("Linux", 1, "Windows", 2))),
                new EventList(List.of(), Map.of("os", Map.of("Linux", 4, EventList.OTHER, 9)))),
            false);

    assertThat(Objects.requireNonNull(recent.tags().get("os")).entrySet())
        .extracting(Map.Entry::getKey, Map.Entry::getValue)
        .containsExactly(tuple("Linux", 5L), tuple("Windows", 2L), tuple(EventList.OTHER, 9L));
    assertThat(recent.complete()).isFalse();
  }

  private static EventList.Entry entry(String id, long millis) {
    return new EventList.Entry(
        id, Instant.ofEpochMilli(millis), new PayloadPosition("2026-11-24/x", 0, 1));
  }
}
