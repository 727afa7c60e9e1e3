package dev.tracefold.intake.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ScrubberTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each case is a field, and what is left of it, in three places of an event. */
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    try (InputStream in = ScrubberTest.class.getResourceAsStream("scrubbing.json")) {
      JsonNode cases = JSON.readTree(Objects.requireNonNull(in, "scrubbing.json"));
      return StreamSupport.stream(cases.spliterator(), false)
          .map(
              each ->
                  DynamicTest.dynamicTest(
                      each.get("field") + ": " + each.get("value"), () -> check(each)));
    }
  }

  private static void check(JsonNode each) {
    String field = each.get("field").textValue();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("extra").putObject("deep").set(field, each.get("value").deepCopy());
    event.putArray("breadcrumbs").addObject().putObject("data").set(field, each.get("value"));
    boolean scalar = !each.get("value").isContainerNode();
    if (scalar) {
      event.putArray("tags").addArray().add(field).add(each.get("value"));
    }
    Scrubber.scrub(event, ScrubbingSettings.DEFAULT);
    assertThat(event.at("/extra/deep").get(field)).isEqualTo(each.get("expected"));
    assertThat(event.at("/breadcrumbs/0/data").get(field)).isEqualTo(each.get("expected"));
    if (scalar) {
      assertThat(event.at("/tags/0/1")).isEqualTo(each.get("expected"));
    }
  }

  @Test
  void theProjectNamesSensitiveAndSafeFields() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event
        .putObject("extra")
        .put("Maiden_Name", "x")
        .put("auth", "kept")
        .put("card", "4111111111111111");
    Scrubber.scrub(
        event, new ScrubbingSettings(true, List.of("maiden"), List.of("AUTH", "card"), false));
    assertThat(event.at("/extra/Maiden_Name").textValue()).isEqualTo("[Filtered]");
    assertThat(event.at("/extra/auth").textValue()).isEqualTo("kept");
    assertThat(event.at("/extra/card").textValue()).isEqualTo("4111111111111111");
  }

  @Test
  void addressesGoWhereTheProjectWishesIt() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("user").put("ip_address", "203.0.113.7").put("id", "from 203.0.113.7");
    Scrubber.scrub(event, new ScrubbingSettings(true, List.of(), List.of(), true));
    assertThat(event.at("/user/ip_address").textValue()).isEqualTo("[ip]");
    assertThat(event.at("/user/id").textValue()).isEqualTo("from [ip]");
  }

  @Test
  void nothingGoesWhereTheProjectWishesNothing() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("extra").put("password", "x");
    Scrubber.scrub(event, new ScrubbingSettings(false, List.of(), List.of(), true));
    assertThat(event.at("/extra/password").textValue()).isEqualTo("x");
  }

  @Test
  void whatSavingReliesOnStays() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("event_id", "4111111111111111" + "0".repeat(16)).put("release", "token=abc");
    ObjectNode before = event.deepCopy();
    Scrubber.scrub(event, ScrubbingSettings.DEFAULT);
    assertThat(event).isEqualTo(before);
  }

  @Test
  void messagesAndExceptionValuesAreScrubbed() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("logentry").put("formatted", "login with password=hunter2 failed");
    event
        .putObject("exception")
        .putArray("values")
        .addObject()
        .put("value", "no route to redis://u:p@h");
    Scrubber.scrub(event, ScrubbingSettings.DEFAULT);
    assertThat(event.toString()).doesNotContain("hunter2").doesNotContain("u:p");
  }
}
