package dev.tracefold.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.conformance.ConformanceFiles;
import dev.tracefold.conformance.Tally;
import dev.tracefold.enhancement.RuleSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FingerprintRuleParserTest {

  @Test
  void partsNeedNoSeparatorWhereTheTextSplitsByItself() throws RuleSyntaxException {
    FingerprintRule rule =
        FingerprintRules.parse("logger:a -> log-{{ logger }},b title=\"T {{ type }}\"")
            .rules()
            .get(0);

    assertThat(rule.fingerprint()).containsExactly("log-", "{{ logger }}", "b");
    assertThat(rule.title()).contains("T {{ type }}");
    assertThat(rule).hasToString("logger:\"a\" -> \"log-{{ logger }}b\" title=\"T {{ type }}\"");
  }

  @Test
  void anErrorSaysWhereAndWhatWasExpected() {
    assertThatThrownBy(() -> FingerprintRules.parse("type:A -> b\ntype:B = c"))
        .isInstanceOf(RuleSyntaxException.class)
        .hasMessageStartingWith("Line 2, column 8: found \"= c\", expected ")
        .hasMessageContaining("->");
    assertThatThrownBy(() -> FingerprintRules.parse("color:red -> b"))
        .hasMessageStartingWith("Line 1, column 1: found \"color:red -> b\"");
    assertThatThrownBy(() -> FingerprintRules.parse("type:A -> color=\"red\""))
        .hasMessageContaining("expected the attribute title");
  }

  @Test
  void commentsAtTheTopAreTheChangelog() throws RuleSyntaxException {
    assertThat(FingerprintRules.parse("## a\n##   b\n\n## c\ntype:A -> b\n## d").changelog())
        .contains("a\n  b\nc");
    assertThat(FingerprintRules.parse("# a\n## b").changelog()).isEmpty();
  }

  @Test
  void anyTextParsesOrIsRefused() {
    Random random = new Random(42);
    String[] pieces = {
      "type", ":", "\"", "a", " ", "->", "{{", "}}", "\n", "!", "\\", ",", "title=", "#", "\t", "é"
    };
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        FingerprintRules.parse(text.toString());
      } catch (RuleSyntaxException e) {
        assertThat(e).hasMessageContaining("expected");
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 2999);
  }

  @Test
  void recordedRuleTextsMatch() {
    Tally tally = new Tally("generated/fingerprint_rules_parse");
    for (JsonNode line :
        ConformanceFiles.present().lines("generated/fingerprint_rules_parse.jsonl.gz")) {
      String text = line.get("rules").textValue();
      try {
        FingerprintRules rules = FingerprintRules.parse(text);
        tally.compare(text + " parsed", json(rules), line.path("parsed"));
        tally.compare(
            text + " changelog",
            rules.changelog().orElse(null),
            line.path("changelog").textValue());
      } catch (RuleSyntaxException e) {
        tally.compare(text + " valid: " + e.getMessage(), false, line.get("valid").asBoolean());
      }
    }
    tally.finish();
  }

  private static JsonNode json(FingerprintRules rules) {
    ArrayNode parsed = JsonNodeFactory.instance.arrayNode();
    for (FingerprintRule rule : rules.rules()) {
      ObjectNode object = rule.toJson();
      object.put("text", rule.toString());
      parsed.add(object);
    }
    return parsed;
  }
}
