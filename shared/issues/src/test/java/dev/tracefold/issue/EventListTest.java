package dev.tracefold.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.payload.PayloadPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventListTest {

  private static final EventList.Entry ENTRY =
      new EventList.Entry("e", Instant.EPOCH, new PayloadPosition("s", 0, 1));

  @Test
  void valuesThatDoNotFitAreCountedTogetherTheRarestFirst() {
    List<Map<String, String>> tags = new ArrayList<>();
    for (int event = 0; event < 60; event++) {
      Map<String, String> one = new HashMap<>();
      for (int tag = 0; tag < 50; tag++) {
        one.put("long" + tag, "%0200d".formatted(event));
      }
      one.put("often", event % 2 == 0 ? "even" : "odd");
      tags.add(one);
    }

    EventList list = EventList.of(List.of(ENTRY), tags);

    assertThat(list.tags()).hasSize(EventList.KEYS_MAX);
    assertThat(bytes(list)).isLessThanOrEqualTo(EventList.TAGS_BYTES_MAX);
    list.tags()
        .forEach(
            (key, counts) -> {
              assertThat(counts.values().stream().mapToInt(n -> n).sum()).as(key).isEqualTo(60);
              assertThat(counts).as("most frequent of " + key).hasSizeGreaterThan(1);
            });
    assertThat(EventList.read(list.toBytes())).isEqualTo(list);
  }

  @Test
  void whatFitsIsLeftAlone() {
    EventList list =
        EventList.of(List.of(ENTRY), List.of(Map.of("a", "x"), Map.of("a", "y"), Map.of("a", "x")));

    assertThat(list.tags()).isEqualTo(Map.of("a", Map.of("x", 2, "y", 1)));
  }

  private static int bytes(EventList list) {
    int bytes = 0;
    for (var tag : list.tags().entrySet()) {
      bytes += tag.getKey().getBytes(UTF_8).length;
      for (String value : tag.getValue().keySet()) {
        bytes += value.getBytes(UTF_8).length;
      }
    }
    return bytes;
  }
}
