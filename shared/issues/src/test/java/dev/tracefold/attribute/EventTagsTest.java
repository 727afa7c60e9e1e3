package dev.tracefold.attribute;

import static dev.tracefold.attribute.Payloads.payload;
import static dev.tracefold.attribute.Payloads.tags;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class EventTagsTest {

  @Test
  @DisplayName("C-029: setting a tag leaves null entries where they are")
  void nullEntriesStay() {
    ObjectNode payload = payload("{'tags': [null, ['a', '1']]}");
    EventTags tags = EventTags.of(payload);

    tags.set("a", "2");
    tags.writeTo(payload);

    assertThat(payload).isEqualTo(payload("{'tags': [null, ['a', '2']]}"));
  }

  @Test
  @DisplayName("C-030: a long value is cut to 200 characters")
  void aLongValueIsCut() {
    EventTags tags = EventTags.of(payload("{}"));

    tags.set("at limit", "v".repeat(200));
    tags.set("over", "😀".repeat(201));
    tags.set("long", "v".repeat(250));

    assertThat(tags.get("at limit")).isEqualTo("v".repeat(200));
    assertThat(tags.get("over")).isEqualTo("😀".repeat(197) + "...");
    assertThat(tags.get("long")).isEqualTo("v".repeat(197) + "...");
  }

  @Test
  @DisplayName("C-031: setting a tag to null removes it")
  void settingNullRemoves() {
    EventTags tags = EventTags.of(payload("{'tags': [['x', '1'], ['y', '2'], ['x', '3']]}"));

    tags.set("x", null);

    assertThat(tags.get("x")).isNull();
    assertThat(tags.sorted()).containsExactly(new EventTags.Pair("y", "2"));
  }

  @Test
  void aSetTagMovesToTheEnd() {
    ObjectNode payload = payload("{'tags': [['a', '1'], ['b', '2'], ['a', '3']]}");
    EventTags tags = EventTags.of(payload);

    tags.set("a", "4");
    tags.writeTo(payload);

    assertThat(tags(payload)).containsExactly("b=2", "a=4");
  }

  @Test
  void theFirstOfSeveralCounts() {
    EventTags tags = EventTags.of(payload("{'tags': [['a', null], ['a', '1']]}"));

    assertThat(tags.get("a")).isNull();
    assertThat(tags.get("b")).isNull();
  }

  @Test
  void pairsWithoutKeyOrValueAreNotShown() {
    EventTags tags =
        EventTags.of(
            payload(
                "{'tags': [['b', '2'], [null, 'x'], ['y', null], 7,"
                    + " ['a', 'b', 'c'], ['a', '1']]}"));

    assertThat(tags.sorted())
        .containsExactly(new EventTags.Pair("a", "1"), new EventTags.Pair("b", "2"));
  }

  @Test
  void whatIsNoListCountsAsEmpty() {
    ObjectNode payload = payload("{'tags': 'text'}");

    EventTags.of(payload).writeTo(payload);

    assertThat(payload).isEqualTo(payload("{'tags': []}"));
  }
}
