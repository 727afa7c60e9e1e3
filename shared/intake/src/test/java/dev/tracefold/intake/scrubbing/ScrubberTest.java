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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScrubberTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Each case is a field, and what is left of it in three places of an event that hold data; and,
   * where {@code prose} says so, what is left of the text as a message.
   */
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
    if (each.has("prose")) {
      ObjectNode message = JsonNodeFactory.instance.objectNode();
      message.putObject("logentry").set("formatted", each.get("value"));
      Scrubber.scrub(message, ScrubbingSettings.DEFAULT);
      assertThat(message.at("/logentry/formatted")).isEqualTo(each.get("prose"));
    }
  }

  /** What is secret in one part of an event is code, or speech, in another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/exception/values/0/stacktrace/frames/0/vars/password | hunter2 | [Filtered]",
        "/exception/values/0/stacktrace/frames/0/vars/a/b | my password is hunter2 | [Filtered]",
        "/exception/values/0/stacktrace/frames/0/function | password=x | password=x",
        "/exception/values/0/stacktrace/frames/0/filename | https://a:b@h/x.js | https://a:b@h/x.js",
        "/exception/values/0/stacktrace/frames/0/context_line | token=get() | token=get()",
        "/exception/values/0/stacktrace/frames/0/context_line | c = 4111111111111111 | c = [Filtered]",
        "/exception/values/0/stacktrace/frames/0/pre_context/0 | a://b:c@d | a://[Filtered]@d",
        "/exception/values/0/value | bad password | bad password",
        "/exception/values/0/value | password=hunter2 | password=[Filtered]",
        "/exception/values/0/mechanism/data/token | hunter2 | [Filtered]",
        "/threads/values/0/stacktrace/frames/0/vars/secret | hunter2 | [Filtered]",
        "/stacktrace/frames/0/vars/secret | hunter2 | [Filtered]",
        "/logentry/params/0 | token=hunter2 | token=[Filtered]",
        "/transaction | /login?token=hunter2 | /login?token=[Filtered]",
        "/breadcrumbs/values/0/message | my password is hunter2 | [Filtered]",
        "/breadcrumbs/values/0/category | password | password",
        "/breadcrumbs/0/data/url | https://h/?auth=hunter2 | https://h/?auth=[Filtered]",
        "/request/url | https://h/password/reset | https://h/password/reset",
        "/request/data/password | hunter2 | [Filtered]",
        "/request/env/DB_PASSWORD | hunter2 | [Filtered]",
        "/request/fragment | access_token=hunter2 | access_token=[Filtered]",
        "/contexts/app/api_key | hunter2 | [Filtered]",
        "/contexts/trace/span_id | 4111111111111111 | 4111111111111111",
        "/user/username | 4111111111111111 | [Filtered]",
        "/user/data/ssn | hunter2 | [Filtered]",
        "/spans/0/data/authorization | hunter2 | [Filtered]",
        "/spans/0/span_id | 4111111111111111 | 4111111111111111",
        "/spans/0/description | SELECT password FROM users | SELECT password FROM users",
        "/server_name | a://b:c@d | a://[Filtered]@d",
        "/modules/token-types | 4.1 | 4.1",
        "/release | token=abc | token=abc",
        "/release/password | hunter2 | [Filtered]",
        "/event_id | token=hunter2 | token=[Filtered]",
      })
  void partsOfAnEventDiffer(String pointer, String value, String expected) {
    String[] path = pointer.substring(1).split("/", -1);
    JsonNode event = JsonNodeFactory.instance.textNode(value);
    for (int i = path.length - 1; i >= 0; i--) {
      event =
          path[i].equals("0")
              ? JsonNodeFactory.instance.arrayNode().add(event)
              : JsonNodeFactory.instance.objectNode().set(path[i], event);
    }
    Scrubber.scrub((ObjectNode) event, ScrubbingSettings.DEFAULT);
    assertThat(event.at(pointer).asText()).isEqualTo(expected);
  }

  @Test
  void headersQueryAndCookiesAreScrubbedByTheirNames() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode request = event.putObject("request");
    for (String part : List.of("headers", "query_string")) {
      request.putArray(part).addArray().add("X-Api-Key").add("hunter2");
      request.withArray(part).addArray().add("Accept").add("text/html");
    }
    request.putArray("cookies").addArray().add("theme").add("hunter2");
    Scrubber.scrub(event, ScrubbingSettings.DEFAULT);
    assertThat(event.toString())
        .doesNotContain("hunter2")
        .contains("[\"X-Api-Key\",\"[Filtered]\"],[\"Accept\",\"text/html\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "by a=%s for b | [\"x\"] | by a=x for b | [\"x\"] | by a=x for b",
        "token=%s, a=%s | [\"x\",\"y\"] | token=x, a=y | [\"[Filtered]\",\"y\"] | token=[Filtered], a=y",
        "%(password)s of a | {\"password\":\"a\"} | a of mama | {\"password\":\"[Filtered]\"} | [Filtered] of mama",
        "%(n)s | {\"n\":{\"secret\":\"x\"}} | x | {\"n\":{\"secret\":\"[Filtered]\"}} | x",
        "secret={} | [7] | secret=7 | [\"[Filtered]\"] | secret=[Filtered]",
      })
  void aParameterIsSecretInItsMessageToo(
      String message, String params, String formatted, String paramsLeft, String formattedLeft)
      throws IOException {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode entry = event.putObject("logentry").put("message", message);
    entry.set("params", JSON.readTree(params));
    entry.put("formatted", formatted);
    Scrubber.scrub(event, ScrubbingSettings.DEFAULT);
    assertThat(entry.get("params")).hasToString(paramsLeft);
    assertThat(entry.get("formatted").textValue()).isEqualTo(formattedLeft);
    assertThat(entry.get("message").textValue()).isEqualTo(message);
  }

  @Test
  void linesOfSourceCodeAreNoPairs() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode frame = event.putObject("stacktrace").putArray("frames").addObject();
    frame.putArray("pre_context").add("password = ask()").add("return 1");
    ObjectNode before = event.deepCopy();
    Scrubber.scrub(event, ScrubbingSettings.DEFAULT);
    assertThat(event).isEqualTo(before);
  }

  @Test
  void theProjectMayRefuseTheDefaultRules() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event
        .putObject("extra")
        .put("password", "kept")
        .put("maiden", "x")
        .put("text", "4111111111111111 maiden=x, password=kept");
    Scrubber.scrub(event, new ScrubbingSettings(true, false, List.of("maiden"), List.of(), false));
    assertThat(event.at("/extra/password").textValue()).isEqualTo("kept");
    assertThat(event.at("/extra/maiden").textValue()).isEqualTo("[Filtered]");
    assertThat(event.at("/extra/text").textValue())
        .isEqualTo("4111111111111111 maiden=[Filtered], password=kept");
  }

  @Test
  void whatIsNoEventIsDataFromEndToEnd() {
    JsonNode data =
        JsonNodeFactory.instance
            .arrayNode()
            .add("my password is hunter2")
            .add(JsonNodeFactory.instance.objectNode().put("release", "token=hunter2"))
            .add(1);
    assertThat(Scrubber.scrubData(data, ScrubbingSettings.DEFAULT).toString())
        .isEqualTo("[\"[Filtered]\",{\"release\":\"token=[Filtered]\"},1]");
  }

  @ParameterizedTest
  @CsvSource({
    "from 203.0.113.7., from [ip].",
    "2001:db8::1 and ::1, [ip] and [ip]",
    "[::ffff:203.0.113.7]:80, [[ip]]:80",
    "std::vector at 12:30:45, std::vector at 12:30:45",
    "1.2.3, 1.2.3",
    "a::b_c, a::b_c",
  })
  void addressesAreFoundInTexts(String text, String expected) {
    ScrubbingSettings settings = new ScrubbingSettings(false, true, List.of(), List.of(), true);
    assertThat(Scrubber.scrub(text, settings)).isEqualTo(expected);
  }

  /** Text of any size is scrubbed once: twice changes nothing more. */
  @Test
  void scrubbingTwiceIsScrubbingOnce() throws IOException {
    try (InputStream in = ScrubberTest.class.getResourceAsStream("scrubbing.json")) {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      ObjectNode extra = event.putObject("extra");
      int i = 0;
      for (JsonNode each : JSON.readTree(Objects.requireNonNull(in, "scrubbing.json"))) {
        extra.set(each.get("field").textValue() + "/" + i++, each.get("value"));
      }
      Scrubber.scrub(event, ScrubbingSettings.DEFAULT);
      ObjectNode once = event.deepCopy();
      Scrubber.scrub(event, ScrubbingSettings.DEFAULT);
      assertThat(event).isEqualTo(once);
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
        event,
        new ScrubbingSettings(true, true, List.of("maiden"), List.of("AUTH", "card"), false));
    assertThat(event.at("/extra/Maiden_Name").textValue()).isEqualTo("[Filtered]");
    assertThat(event.at("/extra/auth").textValue()).isEqualTo("kept");
    assertThat(event.at("/extra/card").textValue()).isEqualTo("4111111111111111");
  }

  @Test
  void addressesGoWhereTheProjectWishesIt() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("user").put("ip_address", "203.0.113.7").put("id", "from 203.0.113.7");
    Scrubber.scrub(event, new ScrubbingSettings(true, true, List.of(), List.of(), true));
    assertThat(event.at("/user/ip_address").textValue()).isEqualTo("[ip]");
    assertThat(event.at("/user/id").textValue()).isEqualTo("from [ip]");
  }

  @Test
  void nothingGoesWhereTheProjectWishesNothing() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("extra").put("password", "x");
    Scrubber.scrub(event, new ScrubbingSettings(false, true, List.of(), List.of(), false));
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
