package dev.tracefold.killswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KillSwitchesTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private final List<String> evaluations = new ArrayList<>();

  @Test
  @DisplayName("C-269: numbers are conditions on projects")
  void numbersAreConditionsOnProjects() {
    assertThat(Conditions.read(json("[1, 2, 3]")))
        .extracting(Condition::fields)
        .containsExactly(
            Map.of("project_id", "1"), Map.of("project_id", "2"), Map.of("project_id", "3"));
  }

  @Test
  @DisplayName("C-270: values become texts")
  void valuesBecomeTexts() {
    assertThat(Conditions.read(json("[{'project_id': 123}]")))
        .extracting(Condition::fields)
        .containsExactly(Map.of("project_id", "123"));
  }

  @ParameterizedTest
  @DisplayName("C-271: projects may be texts or numbers")
  @ValueSource(
      strings = {
        "[1, 2, 3]",
        "[{'project_id': 1}, {'project_id': 2}]",
        "[{'project_id': '2', 'platform': null}]"
      })
  void projectsMayBeTextsOrNumbers(String option) {
    assertThat(creation(option, 2, "python")).isTrue();
    assertThat(creation(option, 4, "python")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "[0]",
        "[null]",
        "['']",
        "[{}]",
        "[{'project_id': null}]",
        "['1']",
        "[[1]]",
        "[1.5]",
        "[false]",
        "'1'",
        "{'project_id': 1}",
        "[true]"
      })
  void whatAsksForNothingMatchesNothing(String option) {
    assertThat(creation(option, 1, "python")).isFalse();
  }

  @Test
  void aTrueElementCountsAsAProjectOfThatName() {
    assertThat(Conditions.read(json("[true]")))
        .containsExactly(new Condition(Map.of("project_id", "True")));
  }

  @Test
  @DisplayName("C-273: a fact that is null or missing matches nothing")
  void aNullFactMatchesNothing() {
    assertThat(creation("[{'platform': 'None'}]", 1, null)).isFalse();
    assertThat(creation("[{'platform': 'null'}]", 1, null)).isFalse();
    assertThat(new Condition(Map.of("platform", "x")).matches(Map.of())).isFalse();
  }

  @Test
  @DisplayName("C-274: a field that the switch does not have is compared, but not to be entered")
  void unknownFieldsAreComparedButNotEntered() {
    JsonNode option = json("[{'event_type': 'transaction'}]");

    assertThat(Conditions.read(option).get(0).matches(Map.of("event_type", "transaction")))
        .isTrue();
    assertThat(Conditions.problems(KillSwitch.ISSUE_CREATION, option))
        .containsExactly(
            "store.load-shed-group-creation-projects: condition 0: field project_id is missing;"
                + " expected a value, or null for any",
            "store.load-shed-group-creation-projects: condition 0: field platform is missing;"
                + " expected a value, or null for any",
            "store.load-shed-group-creation-projects: condition 0: field event_type is unknown;"
                + " expected platform, project_id",
            "store.load-shed-group-creation-projects: condition 0: every field is null;"
                + " expected a value for at least one");
  }

  @Test
  @DisplayName("C-275: all fields of a condition have to agree")
  void allFieldsHaveToAgree() {
    String option = "[{'project_id': 1, 'platform': 'native'}]";

    assertThat(creation(option, 1, "python")).isFalse();
    assertThat(creation(option, 1, "Native")).isFalse();
    assertThat(creation(option, 1, "native")).isTrue();
  }

  @Test
  @DisplayName("C-276: a null field matches anything, also null")
  void aNullFieldMatchesAnything() {
    String option = "[{'project_id': 1, 'platform': null}]";

    assertThat(creation(option, 1, "python")).isTrue();
    assertThat(creation(option, 1, null)).isTrue();
  }

  @Test
  @DisplayName("C-277: one of several conditions is enough")
  void oneConditionIsEnough() {
    assertThat(creation("[{'platform': 'c'}, {'project_id': 1}]", 1, "python")).isTrue();
  }

  @Test
  @DisplayName("C-278: a boolean fact agrees with a boolean, not with the text true")
  void booleansAgreeWithBooleans() {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("project_id", 1L);
    facts.put("event_id", "a");
    facts.put("has_attachments", true);

    assertThat(matches(KillSwitch.PIPELINE, "[{'has_attachments': true}]", facts)).isTrue();
    assertThat(matches(KillSwitch.PIPELINE, "[{'has_attachments': 'true'}]", facts)).isFalse();
    assertThat(matches(KillSwitch.PIPELINE, "[{'has_attachments': false}]", facts)).isFalse();
  }

  @Test
  @DisplayName("C-279: every evaluation is told")
  void everyEvaluationIsTold() {
    assertThat(creation("[1]", 1, "a")).isTrue();
    assertThat(creation("[1]", 2, "a")).isFalse();

    assertThat(evaluations).containsExactly("ISSUE_CREATION true", "ISSUE_CREATION false");
  }

  @Test
  @DisplayName("C-280: the facts have to be those of the switch")
  void theFactsHaveToBeThoseOfTheSwitch() {
    assertThatThrownBy(
            () -> matches(KillSwitch.ISSUE_CREATION, "[1]", facts(Map.of("project_id", 1L))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected [project_id, platform]");
    assertThatThrownBy(
            () ->
                matches(
                    KillSwitch.AUTO_ASSIGN,
                    "[1]",
                    facts(Map.of("project_id", 1L, "platform", "a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsRightMayBeEntered() {
    assertThat(
            Conditions.problems(
                KillSwitch.ISSUE_CREATION, json("[{'project_id': 1, 'platform': null}]")))
        .isEmpty();
    assertThat(Conditions.problems(KillSwitch.AUTO_ASSIGN, json("[]"))).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidByPosition() {
    assertThat(Conditions.problems(KillSwitch.AUTO_ASSIGN, json("{}"))).hasSize(1);
    assertThat(
            Conditions.problems(
                KillSwitch.AUTO_ASSIGN,
                json("[{'project_id': 1}, 7, {'project_id': [1]}, {'project_id': null}]")))
        .containsExactly(
            "post_process.get-autoassign-owners: condition 1: found 7; expected an object with"
                + " project_id",
            "post_process.get-autoassign-owners: condition 2: field project_id is [1]; expected"
                + " one value",
            "post_process.get-autoassign-owners: condition 3: every field is null; expected a"
                + " value for at least one");
  }

  @Test
  void switchesAreFoundByTheirOption() {
    for (KillSwitch killSwitch : KillSwitch.values()) {
      assertThat(KillSwitch.of(killSwitch.option())).contains(killSwitch);
    }
    assertThat(KillSwitch.of("store.other")).isEmpty();
  }

  private boolean creation(String option, long project, @Nullable String platform) {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("project_id", project);
    facts.put("platform", platform);
    return matches(KillSwitch.ISSUE_CREATION, option, facts);
  }

  private boolean matches(
      KillSwitch killSwitch, String option, Map<String, @Nullable Object> facts) {
    JsonNode options = JsonNodeFactory.instance.objectNode().set(killSwitch.option(), json(option));
    return new KillSwitches(options, (s, matched) -> evaluations.add(s + " " + matched))
        .matches(killSwitch, facts);
  }

  private static Map<String, @Nullable Object> facts(Map<String, Object> facts) {
    return new HashMap<>(facts);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
