package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.FrameData;
import dev.tracefold.event.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules and frames drawn at random, from fixed seeds. */
final class RandomRulesTest {

  private static final List<String> WORDS =
      List.of("a", "b", "/lib/a", "*", "a*", "?", "[ab]", "{a,b}", "**/a", "\"a b\"", "\"\\x41\"");
  private static final List<String> KEYS =
      List.of(
          "path",
          "package",
          "function",
          "module",
          "category",
          "family",
          "app",
          "error.type",
          "error.value",
          "error.mechanism",
          "stack.function");
  private static final List<String> ACTIONS =
      List.of(
          "+app",
          "-app",
          "^+app",
          "^-app",
          "v+app",
          "v-app",
          "+group",
          "-group",
          "^+group",
          "^-group",
          "v+group",
          "v-group",
          "+prefix",
          "^-prefix",
          "v+sentinel",
          "category=a",
          "category=b",
          "max-frames=2",
          "min-frames=2",
          "invert-stacktrace=1");
  private static final List<String> NOISE =
      List.of(
          "[",
          "]",
          "|",
          "!",
          ":",
          "\"",
          "\\",
          "=",
          "#",
          "\n",
          "\r",
          "\t",
          " ",
          "+",
          "-",
          "^",
          "v",
          "é",
          "\ud83d",
          "\u0000",
          "{",
          "}",
          "max-frames",
          "\\N{",
          "1_",
          "~");

  @Test
  void anyTextParsesOrIsRefusedWithItsPlace() {
    Random random = new Random(1);
    int parsed = 0;
    for (int round = 0; round < 8000; round++) {
      String text = noise(random, ruleText(random));
      try {
        List<Rule> rules = RuleParser.parse(text);
        parsed++;
        Enhancements enhancements = Enhancements.of(List.of(), rules);
        List<Frame> frames = frames(random, random.nextInt(5));
        int size = enhancements.modify(frames, null).size();
        assertThat(size).isEqualTo(frames.size());
        assertThat(enhancements.judge(frames, "c", null).apply(new boolean[size]).frames())
            .hasSize(size);
      } catch (RuleSyntaxException e) {
        assertThat(e.line()).as(text).isBetween(1, (int) text.lines().count() + 1);
        assertThat(e.column()).as(text).isBetween(1, text.length() + 1);
        assertThat(e.expected()).as(text).isNotBlank();
      }
    }
    assertThat(parsed).as("texts that parse").isBetween(1000, 7000);
  }

  @Test
  void aDescriptionParsesBackToTheSameRule() throws RuleSyntaxException {
    Random random = new Random(2);
    for (int round = 0; round < 5000; round++) {
      for (Rule rule : RuleParser.parse(ruleText(random))) {
        boolean negated = rule.matchers().stream().anyMatch(RandomRulesTest::isNegated);
        String text = rule.toString().replaceAll("(?<![\\w.])(type|value|mechanism):", "error.$1:");
        if (!negated) {
          assertThat(RuleParser.parse(text)).as(text).containsExactly(rule);
        }
      }
    }
  }

  private static boolean isNegated(Matcher matcher) {
    return switch (matcher) {
      case Matcher.Plain plain -> plain.negated();
      case Matcher.OnCaller caller -> caller.matcher().negated();
      case Matcher.OnCallee callee -> callee.matcher().negated();
    };
  }

  /**
   * The index, the shared caches and the short cut for ranges give what the plain procedure gives:
   * every rule asked about every frame, every action done for every match.
   */
  @Test
  void rulesActAsThePlainProcedureDoes() throws RuleSyntaxException {
    Random random = new Random(3);
    for (int round = 0; round < 1500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(80); i >= 0; i--) {
        text.append(ruleText(random)).append('\n');
      }
      List<Rule> rules = RuleParser.parse(text.toString());
      Enhancements enhancements = Enhancements.of(List.of(), rules);
      List<Frame> frames = frames(random, random.nextInt(7));
      String platform = random.nextBoolean() ? "native" : null;
      ExceptionValue exception =
          new ExceptionValue(
              true,
              "a",
              random.nextBoolean() ? "b" : null,
              null,
              new Mechanism("a", null, null),
              null,
              null);

      List<Frame> modified = enhancements.modify(frames, platform);
      assertThat(modified)
          .as("%s on %s", text, frames)
          .isEqualTo(new PlainProcedure(frames, platform, null).modify(rules));

      boolean[] contributing = new boolean[frames.size()];
      for (int i = 0; i < contributing.length; i++) {
        contributing[i] = random.nextInt(3) > 0;
      }
      PlainProcedure plain = new PlainProcedure(modified, platform, exception);
      plain.update(rules, contributing);
      StacktraceMarks marks = enhancements.judge(modified, platform, exception).apply(contributing);
      for (int i = 0; i < contributing.length; i++) {
        assertThat(marks.frames().get(i))
            .as("frame %s of %s under %s", i, modified, text)
            .isEqualTo(plain.mark(i));
      }
    }
  }

  private static String ruleText(Random random) {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(4) == 0) {
      text.append("[ ").append(matcher(random)).append(" ] | ");
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(matcher(random)).append(' ');
    }
    if (random.nextInt(4) == 0) {
      text.append("| [ ").append(matcher(random)).append(" ] ");
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(pick(random, ACTIONS)).append(' ');
    }
    return text.toString();
  }

  private static String matcher(Random random) {
    String key = pick(random, KEYS);
    String value =
        switch (key) {
          case "family" -> pick(random, List.of("native", "other", "all", "javascript,native"));
          case "app" -> pick(random, List.of("1", "0", "yes", "no", "x"));
          default -> pick(random, WORDS);
        };
    return (random.nextInt(5) == 0 ? "!" : "") + key + ":" + value;
  }

  private static String noise(Random random, String text) {
    StringBuilder result = new StringBuilder(text);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(result.length() + 1);
      if (random.nextBoolean() && at < result.length()) {
        result.deleteCharAt(at);
      } else {
        result.insert(at, pick(random, NOISE));
      }
    }
    return result.toString();
  }

  private static List<Frame> frames(Random random, int count) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> texts = new ArrayList<>(List.of("a", "b", "/lib/a", "LIB\\A", "a b", "A", ""));
      Frame frame =
          new Frame(
              true,
              maybe(random, texts),
              random.nextInt(4) == 0 ? "raw(a)" : null,
              false,
              maybe(random, texts),
              maybe(random, texts),
              maybe(random, texts),
              maybe(random, texts),
              random.nextInt(3) == 0 ? pick(random, List.of("c", "node", "java")) : null,
              null,
              null,
              random.nextInt(3) == 0 ? null : random.nextBoolean(),
              random.nextInt(4) == 0
                  ? new FrameData(random.nextInt(3) - 1, maybe(random, texts), false, true)
                  : new FrameData(null, null, false, random.nextInt(5) > 0),
              null,
              null);
      frames.add(frame);
    }
    return frames;
  }

  private static String pick(Random random, List<String> options) {
    return options.get(random.nextInt(options.size()));
  }

  private static @Nullable String maybe(Random random, List<String> texts) {
    return random.nextInt(3) == 0 ? null : pick(random, texts);
  }
}
