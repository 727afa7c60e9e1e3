package dev.tracefold.saving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.MaterializedFields;
import dev.tracefold.grouping.GroupedPayload;
import dev.tracefold.grouping.Hash;
import dev.tracefold.metric.Metrics;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.receiving.EventPreparation;
import dev.tracefold.saving.EventGrouping.Grouped;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What options make of the grouping of an event (event-saving 9). */
final class GroupingOptionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.ofEpochSecond(1641979800);

  private static final String VALUE_ERROR =
      "{'type': 'error', 'platform': 'python', 'exception': {'values': [{'type': 'ValueError',"
          + " 'value': 'v', 'stacktrace': {'frames': [{'function': 'foo', 'in_app': true},"
          + " {'function': 'bar', 'in_app': true}]}}]}}";

  private final EventGrouping grouping = new EventGrouping(() -> 1.0);

  @Test
  @DisplayName("C-087: rules that do not parse leave the common ones, and the event says nothing")
  void rulesThatDoNotParseLeaveTheCommonOnes() {
    ObjectNode payload = json(VALUE_ERROR);
    ProjectOptions wrong =
        options(
            "{'sentry:grouping_enhancements': 'no rule', 'sentry:fingerprinting_rules': '-> x'}");
    Grouped grouped = group(payload, wrong, ProjectOptions.NONE);

    assertThat(grouped.hashes())
        .isEqualTo(group(json(VALUE_ERROR), ProjectOptions.NONE, ProjectOptions.NONE).hashes());
    assertThat(grouped.warnings()).hasSize(2);
    assertThat(payload.has("errors")).isFalse();
    assertThat(payload.has("_fingerprint_info")).isFalse();
  }

  @Test
  @DisplayName(
      "C-088: a rule gives fingerprint and title, the latter unless titles are switched off")
  void aRuleGivesFingerprintAndTitle() {
    ProjectOptions rules =
        options(
            "{'sentry:fingerprinting_rules':"
                + " 'error.type:ValueError -> ours title=\\\"Boom: {{ error.type }}\\\"'}");
    ObjectNode payload = json(VALUE_ERROR);
    Grouped grouped = group(payload, rules, ProjectOptions.NONE);
    assertThat(title(payload, grouped)).isEqualTo("Boom: ValueError");
    assertThat(payload.path("fingerprint").toString()).isEqualTo("[\"ours\"]");
    JsonNode info = payload.path("_fingerprint_info");
    assertThat(info.path("client_fingerprint").toString()).isEqualTo("[\"{{ default }}\"]");
    assertThat(info.path("matched_rule").path("fingerprint").toString()).isEqualTo("[\"ours\"]");

    ObjectNode plain = json(VALUE_ERROR);
    Grouped untitled = group(plain, rules, options("{'organizations:custom-event-title': false}"));
    assertThat(title(plain, untitled)).isEqualTo("ValueError: v");
    assertThat(untitled.hashes()).isEqualTo(grouped.hashes());
    assertThat(plain.path("fingerprint").toString()).isEqualTo("[\"ours\"]");
  }

  @Test
  @DisplayName("C-090: later rules see what earlier ones changed, and the first value is kept")
  void laterRulesSeeWhatEarlierOnesChanged() {
    ObjectNode payload = json(VALUE_ERROR);
    ProjectOptions rules =
        options(
            "{'sentry:grouping_enhancements': 'function:foo category=bar\\ncategory:bar -app'}");
    group(payload, rules, ProjectOptions.NONE);
    JsonNode frame = frame(payload, 0);
    assertThat(frame.path("in_app").isBoolean()).isTrue();
    assertThat(frame.path("in_app").booleanValue()).isFalse();
    assertThat(frame.path("data").path("orig_in_app").asInt()).isEqualTo(1);
    assertThat(frame.path("data").path("category").asText()).isEqualTo("bar");
    assertThat(frame(payload, 1).path("in_app").booleanValue()).isTrue();
    assertThat(frame(payload, 1).has("data")).isFalse();

    // Again, as for a stored payload: the client's value is what rules begin with.
    group(payload, ProjectOptions.NONE, ProjectOptions.NONE);
    assertThat(frame(payload, 0).path("in_app").booleanValue()).isTrue();
  }

  @Test
  @DisplayName("C-093: hashes that a payload brings along are computed again")
  void hashesThatAPayloadBringsAreComputedAgain() {
    ObjectNode payload = json(VALUE_ERROR);
    payload.putArray("hashes").add("a".repeat(32));
    payload.putArray("hierarchical_hashes");
    Grouped grouped = group(payload, ProjectOptions.NONE, ProjectOptions.NONE);
    assertThat(grouped.hashes().flat()).isNotEmpty().doesNotContain(new Hash("a".repeat(32)));
    assertThat(payload.path("hashes").path(0).asText())
        .isEqualTo(grouped.hashes().primary().value());
  }

  @Test
  void theDefaultConfigurationIsThatOfTheProjectsEpoch() {
    List<String> ids =
        List.of(
            "{}",
            "{'sentry:option-epoch': 1}",
            "{'sentry:option-epoch': 3}",
            "{'sentry:option-epoch': 4}",
            "{'sentry:option-epoch': 1, 'sentry:grouping_config': 'newstyle:2019-04-17'}",
            "{'sentry:option-epoch': 1, 'sentry:grouping_config': 'newstyle:1999-01-01'}");
    assertThat(ids)
        .extracting(text -> EventPreparation.groupingConfig(options(text)).id())
        .containsExactly(
            "newstyle:2019-10-29",
            "legacy:2019-03-12",
            "newstyle:2019-05-08",
            "newstyle:2019-10-29",
            "newstyle:2019-04-17",
            "legacy:2019-03-12");
  }

  @Test
  void aSecondaryConfigurationMayEndBeyondAllTimes() {
    for (long end : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      ProjectOptions both =
          options(
              "{'sentry:secondary_grouping_config': 'legacy:2019-03-12',"
                  + " 'sentry:secondary_grouping_expiry': %d}".formatted(end));
      assertThat(group(json(VALUE_ERROR), both, ProjectOptions.NONE).hashes().flat())
          .hasSizeGreaterThan(end > 0 ? 1 : 0)
          .startsWith(
              group(json(VALUE_ERROR), ProjectOptions.NONE, ProjectOptions.NONE)
                  .hashes()
                  .primary());
    }
  }

  private Grouped group(ObjectNode payload, ProjectOptions project, ProjectOptions deployment) {
    Grouped grouped = grouping.group(payload, project, deployment, NOW, new Metrics());
    GroupedPayload.write(payload, grouped.grouped());
    return grouped;
  }

  private static String title(ObjectNode payload, Grouped grouped) {
    return MaterializedFields.of(payload, grouped.grouped().event()).title();
  }

  private static JsonNode frame(JsonNode payload, int index) {
    return payload.at("/exception/values/0/stacktrace/frames/" + index);
  }

  private static ProjectOptions options(String text) {
    return ProjectOptions.of(json(text));
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
