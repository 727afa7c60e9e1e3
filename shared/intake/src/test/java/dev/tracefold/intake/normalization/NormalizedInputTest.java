package dev.tracefold.intake.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What saving relies on after normalisation, field by field (event-saving 3). */
final class NormalizedInputTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private static final long NOW = 1_641_979_800;
  private static final String FRESH_ID = "0123456789abcdef0123456789abcdef";

  @Test
  @DisplayName("C-001: an id is written in lower case")
  void anIdIsWrittenInLowerCase() {
    ObjectNode event = normalized("{'event_id': '" + "1234ABCD".repeat(4) + "'}");

    assertThat(event.get("event_id").textValue()).isEqualTo("1234abcd".repeat(4));
    assertThat(errors(event)).isEmpty();
  }

  @Test
  @DisplayName("C-002: an id that is none is replaced and named, a missing one is replaced")
  void anIdThatIsNoneIsReplaced() {
    String tooLong = "a".repeat(33);
    ObjectNode event = normalized("{'event_id': '" + tooLong + "'}");

    assertThat(event.get("event_id").textValue()).isEqualTo(FRESH_ID);
    assertThat(event.get("errors"))
        .isEqualTo(
            json("[{'type': 'invalid_data', 'name': 'event_id', 'value': '" + tooLong + "'}]"));
    for (String missing : List.of("{}", "{'event_id': ''}", "{'event_id': null}")) {
      assertThat(normalized(missing).get("event_id").textValue()).isEqualTo(FRESH_ID);
      assertThat(errors(normalized(missing))).isEmpty();
    }
  }

  @Test
  @DisplayName("C-003: a time in the future is moved to that of receipt, 60 seconds are tolerated")
  void aTimeInTheFutureIsMoved() {
    ObjectNode event = normalized("{'timestamp': " + (NOW + 120) + "}");

    assertThat(errors(event)).containsExactly("future_timestamp timestamp");
    assertThat(event.get("timestamp").doubleValue()).isEqualTo(NOW);
    ObjectNode tolerated = normalized("{'timestamp': " + (NOW + 59) + "}");
    assertThat(errors(tolerated)).isEmpty();
    assertThat(tolerated.get("timestamp").doubleValue()).isEqualTo(NOW + 59);
  }

  @Test
  @DisplayName("C-004: a time that is too old is moved, one that is none is replaced")
  void aTimeThatIsTooOldIsMoved() {
    ObjectNode old = normalized("{'timestamp': " + (NOW - 31 * 86_400) + "}");
    ObjectNode none = normalized("{'timestamp': 'not-a-timestamp'}");

    assertThat(errors(old)).containsExactly("past_timestamp timestamp");
    assertThat(old.get("timestamp").doubleValue()).isEqualTo(NOW);
    assertThat(errors(none)).containsExactly("invalid_data timestamp");
    assertThat(none.get("timestamp").doubleValue()).isEqualTo(NOW);
  }

  @Test
  void allTimesOfAnEventMoveTogether() {
    ObjectNode event =
        normalized(
            "{'type': 'transaction', 'timestamp': %d, 'start_timestamp': %d,"
                    .formatted(NOW + 500, NOW + 490)
                + "'spans': [{'start_timestamp': %d, 'timestamp': %d}]}"
                    .formatted(NOW + 492, NOW + 495));

    assertThat(event.get("timestamp").doubleValue()).isEqualTo(NOW);
    assertThat(event.get("start_timestamp").doubleValue()).isEqualTo(NOW - 10);
    assertThat(event.at("/spans/0/start_timestamp").doubleValue()).isEqualTo(NOW - 8);
    assertThat(event.at("/spans/0/timestamp").doubleValue()).isEqualTo(NOW - 5);
  }

  @Test
  @DisplayName("C-005: levels have names and numbers; an unknown one is an error, and named")
  void levelsHaveNamesAndNumbers() {
    assertThat(normalized("{'level': 40}").get("level").textValue()).isEqualTo("error");
    for (String level : List.of("debug", "info", "warning", "error", "fatal", "sample")) {
      ObjectNode event = normalized("{'level': '" + level + "'}");
      assertThat(event.get("level").textValue()).isEqualTo(level);
      assertThat(errors(event)).isEmpty();
    }
    for (String unknown : List.of("'foobar'", "'Warning'", "41", "4294967336", "true", "[]")) {
      ObjectNode event = normalized("{'level': " + unknown + "}");
      assertThat(event.get("level").textValue()).as(unknown).isEqualTo("error");
      assertThat(errors(event)).as(unknown).containsExactly("invalid_data level");
    }
    assertThat(errors(normalized("{'level': null}"))).isEmpty();
    assertThat(normalized("{'type': 'transaction'}").get("level").textValue()).isEqualTo("info");
  }

  @Test
  @DisplayName("C-006: an unknown platform is other")
  void anUnknownPlatformIsOther() {
    assertThat(normalized("{}").get("platform").textValue()).isEqualTo("other");
    assertThat(normalized("{'platform': 'foobar'}").get("platform").textValue()).isEqualTo("other");
    assertThat(normalized("{'platform': 'python'}").get("platform").textValue())
        .isEqualTo("python");
  }

  @Test
  @DisplayName("C-007: a logger of two lines is none")
  void aLoggerOfTwoLinesIsNone() {
    ObjectNode event = normalized("{'logger': 'foo\\nbar'}");

    assertThat(event.get("logger").textValue()).isEmpty();
    assertThat(errors(event)).containsExactly("invalid_data logger");
    assertThat(normalized("{'logger': ''}").get("logger").textValue()).isEmpty();
    assertThat(errors(normalized("{'logger': ''}"))).isEmpty();
    assertThat(normalized("{'logger': 'a\\rb', 'csp': {}}").get("logger").textValue())
        .isEqualTo("csp");
  }

  @Test
  @DisplayName("C-008: culprits and transactions have 200 characters at the most")
  void culpritsAndTransactionsAreCut() {
    for (String name : List.of("culprit", "transaction")) {
      String over = "x".repeat(201);
      assertThat(normalized("{'" + name + "': '" + over + "'}").get(name).textValue())
          .isEqualTo("x".repeat(197) + "...");
      ObjectNode number = normalized("{'" + name + "': 7}");
      assertThat(number.has(name)).isFalse();
      assertThat(errors(number)).containsExactly("invalid_data " + name);
    }
  }

  @Test
  void logTextsAreCutWhenFarOverTheirLimit() {
    for (String entry : List.of("{'message': '%s'}", "{'logentry': {'formatted': '%s'}}")) {
      assertThat(formatted(entry.formatted("x".repeat(8392)))).hasSize(8392);
      assertThat(formatted(entry.formatted("x".repeat(8393)))).isEqualTo("x".repeat(8189) + "...");
    }
  }

  @Test
  @DisplayName("C-010: a bare message is the log text, unless there is a log entry")
  void aBareMessageIsTheLogText() {
    assertThat(normalized("{'message': 'foo is bar'}").get("logentry"))
        .isEqualTo(json("{'formatted': 'foo is bar'}"));
    ObjectNode both =
        normalized("{'message': 'foo is bar', 'logentry': {'message': 'something else'}}");
    assertThat(both.get("logentry")).isEqualTo(json("{'formatted': 'something else'}"));
    assertThat(both.has("message")).isFalse();
    assertThat(
            normalized("{'message': 'x', 'logentry': {'message': 'a', 'formatted': 'b'}}")
                .get("logentry"))
        .isEqualTo(json("{'message': 'a', 'formatted': 'b'}"));
  }

  @Test
  @DisplayName("C-011: a message that is no text is written out")
  void aMessageThatIsNoTextIsWrittenOut() {
    assertThat(formatted("{'message': 1234}")).isEqualTo("1234");
    assertThat(formatted("{'message': ['asdf']}")).isEqualTo("[\"asdf\"]");
    assertThat(normalized("{'message': ''}").has("logentry")).isFalse();
  }

  @Test
  void aReleaseIsASoundName() {
    for (String sound : List.of("1.0", "p@1.0", "a".repeat(200), "lätest")) {
      ObjectNode event = normalized("{'release': '" + sound + "'}");
      assertThat(event.get("release").textValue()).isEqualTo(sound);
      assertThat(errors(event)).isEmpty();
    }
    assertThat(normalized("{'release': ' 1.0\\n'}").get("release").textValue()).isEqualTo("1.0");
    assertThat(normalized("{'release': 42}").get("release").textValue()).isEqualTo("42");
    for (String unsound :
        List.of(
            "",
            " ",
            ".",
            "..",
            "latest",
            "LATEST",
            "a/b",
            "a\\\\b",
            "a\\nb",
            "a\\rb",
            "a\\tb",
            "a\\fb",
            "a\\u0001b",
            "a".repeat(201))) {
      ObjectNode event = normalized("{'release': '" + unsound + "'}");
      assertThat(event.has("release")).as(unsound).isFalse();
      assertThat(errors(event)).as(unsound).containsExactly("invalid_data release");
    }
    assertThat(errors(normalized("{'release': null}"))).isEmpty();
    assertThat(errors(normalized("{'release': ['1.0']}"))).containsExactly("invalid_data release");
  }

  @Test
  @DisplayName("C-013: an environment is a sound name; a tag stands in for one that is absent")
  void anEnvironmentIsASoundName() {
    for (String unsound : List.of("'a/b'", "'" + "a".repeat(65) + "'", "'NONE'", "'a\\tb'", "42")) {
      ObjectNode event = normalized("{'environment': " + unsound + "}");
      assertThat(event.has("environment")).as(unsound).isFalse();
      assertThat(errors(event)).as(unsound).containsExactly("invalid_data environment");
    }
    for (String absent : List.of("'environment': '',", "'environment': null,", "")) {
      ObjectNode event =
          normalized("{" + absent + "'tags': {'environment': 'production', 'a': 'b'}}");
      assertThat(event.get("environment").textValue()).as(absent).isEqualTo("production");
      assertThat(event.get("tags")).isEqualTo(json("[['a', 'b']]"));
      assertThat(errors(event)).isEmpty();
    }
    assertThat(normalized("{'environment': ' '}").has("environment")).isFalse();
  }

  @Test
  void anEnvironmentWinsOverTheTagUnlessItIsUnsound() {
    assertThat(
            normalized("{'environment': 'a', 'tags': {'environment': 'b'}}")
                .get("environment")
                .textValue())
        .isEqualTo("a");
    assertThat(
            normalized("{'environment': 'a/b', 'tags': {'environment': 'b'}}")
                .get("environment")
                .textValue())
        .isEqualTo("b");
    assertThat(errors(normalized("{'tags': {'environment': 'a/b'}}")))
        .containsExactly("invalid_data environment");
  }

  @Test
  @DisplayName("C-014: a dist is a word of 200 characters at the most")
  void aDistIsAWord() {
    assertThat(normalized("{'release': '1', 'dist': ' foo '}").get("dist").textValue())
        .isEqualTo("foo");
    ObjectNode unsound = normalized("{'release': '1', 'dist': '^%'}");
    assertThat(unsound.has("dist")).isFalse();
    assertThat(errors(unsound)).containsExactly("invalid_data dist");
    assertThat(normalized("{'release': '1', 'dist': 23}").has("dist")).isFalse();
    assertThat(
            normalized("{'release': '1', 'dist': '" + "b".repeat(201) + "'}")
                .get("dist")
                .textValue())
        .isEqualTo("b".repeat(197) + "...");
    assertThat(errors(normalized("{'dist': ''}"))).isEmpty();
  }

  @Test
  @DisplayName("C-015: a map of tags becomes pairs, blanks in keys become dashes")
  void aMapOfTagsBecomesPairs() {
    ObjectNode event = normalized("{'tags': {'foo bar': 'baz bar'}}");

    assertThat(event.get("tags")).isEqualTo(json("[['foo-bar', 'baz bar']]"));
    assertThat(normalized("{'tags': {'b': 1, 'a b': true, 'a': ' x '}}").get("tags"))
        .isEqualTo(json("[['a', 'x'], ['a-b', 'True'], ['b', '1']]"));
    for (String none : List.of("{}", "{'tags': null}", "{'tags': 'bar'}", "{'tags': 7}")) {
      assertThat(normalized(none).get("tags")).as(none).isEqualTo(json("[]"));
    }
  }

  @Test
  void whatIsTooLongForATagIsNullAndNamed() {
    String key = "k".repeat(33);
    String value = "v".repeat(201);
    ObjectNode event =
        normalized("{'tags': [['%s', 'x'], ['a', '%s'], ['b', 'y']]}".formatted(key, value));

    assertThat(event.get("tags")).isEqualTo(json("[[null, 'x'], ['a', null], ['b', 'y']]"));
    assertThat(errors(event)).containsExactly("value_too_long tags.0.0", "value_too_long tags.1.1");
    assertThat(
            errors(normalized("{'tags': {'%s': '%s'}}".formatted("k".repeat(32), "v".repeat(200)))))
        .isEmpty();
  }

  @Test
  void whatMayNotStandInATagIsNullAndNamed() {
    ObjectNode event =
        normalized("{'tags': [['a/b', 'x'], ['c', 'y\\nz'], ['d', ''], ['', 'e'], ['f', {}]]}");

    assertThat(event.get("tags"))
        .isEqualTo(json("[[null, 'x'], ['c', null], ['d', null], [null, 'e'], ['f', null]]"));
    assertThat(errors(event))
        .containsExactly(
            "invalid_data tags.0.0",
            "invalid_data tags.1.1",
            "invalid_data tags.2.1",
            "invalid_data tags.3.0",
            "invalid_data tags.4.1");
    ObjectNode sentAsNull = normalized("{'tags': [['a', null], [null, 'b']]}");
    assertThat(sentAsNull.get("tags")).isEqualTo(json("[['a', null], [null, 'b']]"));
    assertThat(errors(sentAsNull)).isEmpty();
  }

  @Test
  void theFirstTagOfAKeyCounts() {
    assertThat(normalized("{'tags': [['a', '1'], ['b', '2'], ['a', '3']]}").get("tags"))
        .isEqualTo(json("[['a', '1'], ['b', '2']]"));
  }

  @Test
  @DisplayName("C-018: tags that saving derives are dropped, those with its prefix are kept")
  void tagsThatSavingDerivesAreDropped() {
    assertThat(
            normalized(
                    "{'tags': [['release', 'abc123'], ['dist', 'x'], ['user', 'x'],"
                        + " ['filename', 'x'], ['function', 'x'], ['foo', 'bar']]}")
                .get("tags"))
        .isEqualTo(json("[['foo', 'bar']]"));
    String release = "a".repeat(200);
    ObjectNode prefixed = normalized("{'tags': [['sentry:release', '" + release + "']]}");
    assertThat(prefixed.get("tags")).isEqualTo(json("[['sentry:release', '" + release + "']]"));
    assertThat(errors(prefixed)).isEmpty();
  }

  @Test
  @DisplayName("C-019: server and site become tags, release and environment stay")
  void serverAndSiteBecomeTags() {
    ObjectNode event =
        normalized(
            "{'server_name': '%s', 'site': 's', 'release': '1.0', 'environment': 'beta'}"
                .formatted("x".repeat(201)));

    assertThat(event.get("tags"))
        .isEqualTo(json("[['server_name', '" + "x".repeat(197) + "...'], ['site', 's']]"));
    assertThat(event.has("server_name")).isFalse();
    assertThat(event.has("site")).isFalse();
    assertThat(event.get("release").textValue()).isEqualTo("1.0");
    assertThat(event.get("environment").textValue()).isEqualTo("beta");
    assertThat(normalized("{'site': 'new', 'tags': [['site', 'old'], ['a', 'b']]}").get("tags"))
        .isEqualTo(json("[['site', 'new'], ['a', 'b']]"));
  }

  @Test
  @DisplayName("C-020: fingerprints are lists of texts")
  void fingerprintsAreListsOfTexts() {
    ObjectNode event = normalized("{'fingerprint': ['{{default}}', 1, 'bar', 4.5, -2.7, true]}");

    assertThat(event.get("fingerprint"))
        .isEqualTo(json("['{{default}}', '1', 'bar', '4', '-2', 'True']"));
    assertThat(errors(event)).isEmpty();
    ObjectNode text = normalized("{'fingerprint': '2012-01-01T10:30:45'}");
    assertThat(text.has("fingerprint")).isFalse();
    assertThat(errors(text)).containsExactly("invalid_data fingerprint");
    ObjectNode empty = normalized("{'fingerprint': []}");
    assertThat(empty.has("fingerprint")).isFalse();
    assertThat(errors(empty)).isEmpty();
    ObjectNode unusable = normalized("{'fingerprint': ['foo', ['bar'], 1e100]}");
    assertThat(unusable.get("fingerprint")).isEqualTo(json("['foo']"));
    assertThat(errors(unusable))
        .containsExactly("invalid_data fingerprint.1", "invalid_data fingerprint.2");
  }

  @Test
  @DisplayName("C-021: the type is inferred, except that of a transaction")
  void theTypeIsInferred() {
    Map.of(
            "{'exception': [{'type': 'E'}], 'csp': {}}", "error",
            "{'csp': {}, 'hpkp': {}}", "csp",
            "{'hpkp': {}, 'expectct': {}}", "hpkp",
            "{'expectct': {}, 'expectstaple': {}}", "expectct",
            "{'expectstaple': {}}", "expectstaple",
            "{'message': 'x'}", "default",
            "{'type': 'transaction', 'exception': [{'type': 'E'}]}", "transaction",
            "{'type': 'error', 'message': 'x'}", "default")
        .forEach(
            (event, type) ->
                assertThat(normalized(event).get("type").textValue()).as(event).isEqualTo(type));
  }

  @Test
  @DisplayName("C-023: the marker of reprocessing is removed")
  void theMarkerOfReprocessingIsRemoved() {
    for (String key : List.of("contexts", "sentry.interfaces.Contexts")) {
      assertThat(
              normalized(
                      "{'%s': {'reprocessing': {'original_issue_id': 1}, 'os': {'name': 'x'}}}"
                          .formatted(key))
                  .get("contexts"))
          .isEqualTo(json("{'os': {'name': 'x'}}"));
    }
  }

  @Test
  @DisplayName("C-024: an unknown attribute is null and named")
  void anUnknownAttributeIsNullAndNamed() {
    ObjectNode event = normalized("{'foo': 'bar', 'device': {}, 'query': 'x'}");

    assertThat(event.get("foo").isNull()).isTrue();
    assertThat(event.has("device")).isFalse();
    assertThat(event.has("query")).isFalse();
    assertThat(errors(event)).containsExactly("invalid_attribute foo");
    assertThat(normalized("{'title': 'mine'}").get("title").isNull()).isTrue();
  }

  @Test
  void everyOldNameStandsForANewOne() {
    Map<String, String> names =
        Map.ofEntries(
            Map.entry("message", "logentry"),
            Map.entry("sentry.interfaces.Message", "logentry"),
            Map.entry("sentry.interfaces.Exception", "exception"),
            Map.entry("sentry.interfaces.Stacktrace", "stacktrace"),
            Map.entry("sentry.interfaces.Template", "template"),
            Map.entry("sentry.interfaces.Http", "request"),
            Map.entry("sentry.interfaces.User", "user"),
            Map.entry("sentry.interfaces.Csp", "csp"),
            Map.entry("sentry.interfaces.Breadcrumbs", "breadcrumbs"),
            Map.entry("sentry.interfaces.Contexts", "contexts"),
            Map.entry("sentry.interfaces.Threads", "threads"),
            Map.entry("sentry.interfaces.DebugMeta", "debug_meta"));
    names.forEach(
        (old, name) -> {
          ObjectNode event =
              normalized("{'%s': {'formatted': 'x', 'id': '1', 'type': 'X'}}".formatted(old));
          assertThat(event.has(old)).as(old).isFalse();
          assertThat(event.hasNonNull(name)).as(name).isTrue();
          assertThat(errors(event)).as(old).isEmpty();
        });
    assertThat(formatted("{'message': 'a', 'sentry.interfaces.Message': {'formatted': 'b'}}"))
        .isEqualTo("b");
  }

  @Test
  void theServerSaysWhereTheEventIsFrom() {
    ObjectNode event = normalized("{'project': 'x', 'key_id': 'x', 'received': 1, 'version': 7}");

    assertThat(event.get("project").longValue()).isEqualTo(1);
    assertThat(event.get("key_id").textValue()).isEqualTo("7");
    assertThat(event.get("received").doubleValue()).isEqualTo(NOW);
    assertThat(event.get("version").textValue()).isEqualTo("5");
    ObjectNode keyless = object("{'key_id': '9'}");
    Normalizer.normalize(
        keyless,
        new NormalizationContext(
            1, null, FRESH_ID, Instant.ofEpochSecond(NOW), null, null, null, null));
    assertThat(keyless.has("key_id")).isFalse();
  }

  @Test
  void aUserHasTextsOfLimitedLength() {
    ObjectNode event =
        normalized(
            "{'user': {'id': 42, 'username': '%s', 'name': '%s', 'email': '%s', 'plan': 'free'}}"
                .formatted("u".repeat(129), "n".repeat(128), "e".repeat(76)));

    assertThat(event.at("/user/id").textValue()).isEqualTo("42");
    assertThat(event.at("/user/username").textValue()).isEqualTo("u".repeat(125) + "...");
    assertThat(event.at("/user/name").textValue()).isEqualTo("n".repeat(128));
    assertThat(event.at("/user/email").textValue()).isEqualTo("e".repeat(72) + "...");
    assertThat(event.at("/user/data")).isEqualTo(json("{'plan': 'free'}"));
    assertThat(event.at("/user/plan").isMissingNode()).isTrue();
  }

  @Test
  void aUsersAddressComesFromWhereverItIsKnown() {
    assertThat(address("{'user': {'ip_address': '{{auto}}'}}")).isEqualTo("203.0.113.7");
    String request = "'request': {'env': {'REMOTE_ADDR': '%s'}}";
    for (String user :
        List.of("", "'user': null,", "'user': {},", "'user': {'ip_address': null},")) {
      assertThat(address("{" + user + request.formatted("127.0.0.1") + "}"))
          .as(user)
          .isEqualTo("127.0.0.1");
    }
    assertThat(address("{'user': {'ip_address': '192.168.0.1'}," + request.formatted("::1") + "}"))
        .isEqualTo("192.168.0.1");
    assertThat(address("{" + request.formatted("whoops") + "}")).isEmpty();
    ObjectNode auto = normalized("{" + request.formatted("{{auto}}") + "}");
    assertThat(auto.at("/request/env/REMOTE_ADDR").textValue()).isEqualTo("203.0.113.7");
    assertThat(auto.at("/user/ip_address").textValue()).isEqualTo("203.0.113.7");
    for (String platform : List.of("javascript", "cocoa", "objc")) {
      assertThat(address("{'platform': '" + platform + "'}")).isEqualTo("203.0.113.7");
    }
    assertThat(address("{'platform': 'java'}")).isEmpty();
    assertThat(address("{'csp': {}}")).isEqualTo("203.0.113.7");
    ObjectNode invalid =
        normalized("{'platform': 'javascript', 'user': {'ip_address': 'somewhere'}}");
    assertThat(invalid.at("/user/ip_address").textValue()).isEqualTo("203.0.113.7");
    assertThat(errors(invalid)).containsExactly("invalid_data user.ip_address");
  }

  @Test
  void tagsBeyondTheirNumberAreNamed() {
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < 202; i++) {
      tags.append(i == 0 ? "" : ",").append("['k").append(i).append("', 'v']");
    }
    ObjectNode event = normalized("{'tags': [" + tags + "]}");

    assertThat(event.get("tags")).hasSize(200);
    assertThat(errors(event)).containsExactly("value_too_long tags.200", "value_too_long tags.201");
  }

  private static String formatted(String event) {
    return normalized(event).at("/logentry/formatted").textValue();
  }

  private static String address(String event) {
    return normalized(event).at("/user/ip_address").asText();
  }

  private static List<String> errors(ObjectNode event) {
    List<String> errors = new ArrayList<>();
    event
        .path("errors")
        .forEach(e -> errors.add(e.get("type").asText() + " " + e.get("name").asText()));
    return errors;
  }

  private static ObjectNode normalized(String event) {
    ObjectNode payload = object(event);
    Normalizer.normalize(
        payload,
        new NormalizationContext(
            1, 7L, FRESH_ID, Instant.ofEpochSecond(NOW), null, "203.0.113.7", null, null));
    return payload;
  }

  private static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
