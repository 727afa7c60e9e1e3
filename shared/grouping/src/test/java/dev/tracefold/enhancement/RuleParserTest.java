package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleParserTest {

  @Test
  void aRuleIsMatchersThenActions() throws RuleSyntaxException {
    Rule rule =
        RuleParser.parse("[ family:native ] | !path:Lib/* | [ error.type:E ] +app v-group").get(0);

    assertThat(rule.matchers())
        .containsExactly(
            new Matcher.OnCaller(new Matcher.OnFrame(FrameField.FAMILY, "native", false)),
            new Matcher.OnFrame(FrameField.PATH, "lib/*", true),
            new Matcher.OnCallee(new Matcher.OnException(ExceptionField.TYPE, "E", false)));
    assertThat(rule.actions())
        .containsExactly(
            new Action.SetFlag(Action.Flag.APP, true, Action.Range.SELF),
            new Action.SetFlag(Action.Flag.GROUP, false, Action.Range.CALLERS));
  }

  /** Rule text and its description, as hints show it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          function:f +group                | function:f +group
          stack.function:f -group          | function:f -group
          stack.abs_path:/A.c ^+app        | path:/a.c ^+app
          stack.package:Lib v-app          | package:lib v-app
          stack.module:m +prefix           | module:m +prefix
          module:M ^-sentinel              | module:M ^-sentinel
          category:ui +sentinel            | category:ui +sentinel
          family:native,other +app         | family:native,other +app
          app:YES -app                     | app:YES -app
          error.type:E +group              | type:E +group
          error.value:"two words" +group   | value:"two words" +group
          error.mechanism:m +group         | mechanism:m +group
          !function:f +app                 | function:f +app
          function:f max-frames=7          | function:f max-frames=7
          function:f max-frames = 0_7      | function:f max-frames=7
          function:f min-frames=-7         | function:f min-frames=-7
          function:f invert-stacktrace=YES | function:f invert-stacktrace=True
          function:f invert-stacktrace=no  | function:f invert-stacktrace=False
          function:f invert-stacktrace=2   | function:f invert-stacktrace=None
          function:f category=a.b-c_d      | function:f category=a.b-c_d
          function:f +app-group^+prefix    | function:f +app -group ^+prefix
          function:f max-frames=1+app      | function:f max-frames=1 +app
          function:"" +app                 | function:"" +app
          function:"a\\"b" +app            | function:a"b +app
          function:a"b" +app               | function:a"b" +app
          function:"open +app              | function:"open +app
          `function:a |[ function:b ] +app`  | `function:a | [ function:b ] +app`
          function:+app +app               | function:+app +app
          function:f +app#note             | function:f +app
          """)
  void aRuleIsDescribedInItsCanonicalForm(String text, String description)
      throws RuleSyntaxException {
    assertThat(RuleParser.parse(text)).hasToString("[" + description + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\r\n", "# only a note", "## two\n  # notes\n"})
  void aTextMayHoldNoRule(String text) throws RuleSyntaxException {
    assertThat(RuleParser.parse(text)).isEmpty();
  }

  @Test
  void rulesNeedNoSeparator() throws RuleSyntaxException {
    List<Rule> rules = RuleParser.parse("function:a +app function:b +app\r\nfunction:c +app");

    assertThat(rules)
        .extracting(Rule::toString)
        .containsExactly("function:a +app", "function:b +app", "function:c +app");
  }

  @Test
  void numbersMayBeOfAnySize() throws RuleSyntaxException {
    Rule rule = RuleParser.parse("function:f max-frames=123456789012345678901234567890").get(0);

    assertThat(rule.actions())
        .containsExactly(new Action.SetMaxFrames(new BigInteger("123456789012345678901234567890")));
  }

  /** Text (a tilde is a line break), line, column, what is found and what was expected. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          function:f              | 1 | 11 | the end of the text | MATCHER, or ACTION
          function:f +app,        | 1 | 16 | ","                 | ACTION, or MATCHER
          function:f +up          | 1 | 13 | "up"                | group, app, prefix or sentinel
          function:f ^app         | 1 | 13 | "app"               | "+" or "-"
          function:f category=    | 1 | 21 | the end of the text | VALUE
          function:f category x   | 1 | 21 | "x"                 | "=" behind category
          function:f max-frames=x | 1 | 23 | "x"                 | a whole number of frames
          function:f max-frames=1_ | 1 | 23 | "1_"               | a whole number of frames
          function +app           | 1 | 9  | " +app"             | ":" behind the matcher's name
          function: f +app        | 1 | 10 | " f +app"           | a value
          ! function:f +app       | 1 | 2  | " function:f +app"  | MATCHER
          [ function:f] +app      | 1 | 15 | "+app"              | "]" behind a blank
          [ function:f ] +app     | 1 | 16 | "+app"             | `"|" behind the caller's brackets`
          ~ ~  +app               | 3 | 3  | "+app"              | MATCHER
          function:f +app~~frob   | 3 | 5  | the end of the text | ":" behind the matcher's name
          """)
  void whatDoesNotParseIsShownWithItsPlace(
      String text, int line, int column, String found, String abbreviated) {
    String expected =
        abbreviated
            .replace("MATCHER", "a matcher such as function:name")
            .replace("ACTION", "an action such as +app or max-frames=3")
            .replace("VALUE", "a value of letters, digits, \"_\", \".\" and \"-\"");
    RuleSyntaxException problem =
        catchThrowableOfType(
            RuleSyntaxException.class, () -> RuleParser.parse(text.replace('~', '\n')));

    assertThat(problem)
        .hasMessage(
            "Line %d, column %d: found %s, expected %s".formatted(line, column, found, expected));
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.column()).isEqualTo(column);
    assertThat(problem.found()).isEqualTo(found);
    assertThat(problem.expected()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"type:E +app", "Function:f +app", "\"function\":f +app", "v:x +app"})
  void unknownMatchersAreNamed(String text) {
    String name = text.substring(0, text.lastIndexOf(':'));

    assertThatThrownBy(() -> RuleParser.parse(text))
        .hasMessageStartingWith(
            "Line 1, column 1: found the unknown matcher \"%s\", expected one of the matchers path,"
                .formatted(name));
  }

  @Test
  void controlCharactersOfATextNeverReachTheMessage() {
    assertThatThrownBy(() -> RuleParser.parse("\u001b[2J"))
        .hasMessageContaining("found \"\\u001b[2J\"");
  }

  @Test
  void columnsCountCharacters() {
    RuleSyntaxException problem =
        catchThrowableOfType(
            RuleSyntaxException.class, () -> RuleParser.parse("function:\ud83d\ude00 x"));

    assertThat(problem.column()).isEqualTo(13);
  }

  @Test
  void aTextHasAGreatestLength() throws RuleSyntaxException {
    String comment = "#".repeat(RuleParser.TEXT_LENGTH_MAX);

    assertThat(RuleParser.parse(comment)).isEmpty();
    assertThatThrownBy(() -> RuleParser.parse(comment + "#"))
        .hasMessageEndingWith("found more text, expected at most 131072 characters");
  }

  @Test
  void aTextHasAGreatestNumberOfRules() throws RuleSyntaxException {
    String rule = "app:1 +app ";

    assertThat(RuleParser.parse(rule.repeat(RuleParser.RULES_MAX))).hasSize(RuleParser.RULES_MAX);
    assertThatThrownBy(() -> RuleParser.parse(rule.repeat(RuleParser.RULES_MAX + 1)))
        .hasMessageEndingWith("found another rule, expected at most 4096 rules");
  }

  @Test
  void aRuleHasAGreatestNumberOfParts() throws RuleSyntaxException {
    String most = "app:1 ".repeat(RuleParser.PARTS_PER_RULE_MAX);

    assertThat(RuleParser.parse(most + "+app")).hasSize(1);
    assertThatThrownBy(() -> RuleParser.parse(most + "app:1 +app"))
        .hasMessageContaining("found a longer rule, expected at most 128");
    assertThatThrownBy(
            () -> RuleParser.parse("app:1" + " +app".repeat(RuleParser.PARTS_PER_RULE_MAX + 1)))
        .hasMessageContaining("found a longer rule, expected at most 128");
  }

  @Test
  void aPatternHasAGreatestLength() throws RuleSyntaxException {
    String longest = "function:" + "f".repeat(RuleParser.PATTERN_LENGTH_MAX);

    assertThat(RuleParser.parse(longest + " +app")).hasSize(1);
    assertThatThrownBy(() -> RuleParser.parse(longest + "f +app"))
        .hasMessage("Line 1, column 10: found a longer pattern, expected at most 8192 characters");
  }

  /** Parts of texts that look at everything ahead of them if the parser is not careful. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "function:\"a +app\n",
        "function:\"",
        "function:\"\\N{",
        "[ app:1 ",
        "app:1 ",
        "!",
        "[",
        "\"",
        "\"a",
        "app:1 +app ",
        "app:1 max-frames=1",
        "#",
        "\\\n",
        " ",
        "\n",
        "\u00e9"
      })
  void textsMadeToHurtEnd(String part) {
    String text = part.repeat(RuleParser.TEXT_LENGTH_MAX / part.length());

    Object end;
    try {
      end = RuleParser.parse(text);
    } catch (RuleSyntaxException e) {
      end = e.expected();
    }

    // Whether it parses does not matter here; a parser that looks back would still be at it.
    assertThat(end).isNotNull();
  }
}
