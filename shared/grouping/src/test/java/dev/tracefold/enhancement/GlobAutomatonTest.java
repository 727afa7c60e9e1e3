package dev.tracefold.enhancement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The automaton against regular expressions that say the same, in an engine that never backtracks.
 */
final class GlobAutomatonTest {

  private static final int ROUNDS = 800;
  // Fewer rounds of long expressions, which take the engine long to compile.
  private static final int TOKENS = 9600;
  private static final String ALPHABET = "ab/";

  /** Longer patterns take more than one word of states. */
  @ParameterizedTest
  @ValueSource(ints = {4, 12, 90})
  void acceptsWhatTheSameRegularExpressionMatches(int lengthMax) {
    Random random = new Random(lengthMax);
    int matched = 0;
    int rounds = Math.min(ROUNDS, TOKENS / lengthMax);
    for (int round = 0; round < rounds; round++) {
      List<GlobToken> tokens = tokens(random, random.nextInt(lengthMax), true);
      Pattern expression = Pattern.compile(regex(tokens), Pattern.DOTALL);
      GlobAutomaton automaton = new GlobAutomaton(tokens);
      for (int i = 0; i < 5; i++) {
        String text = text(random, tokens);
        boolean expected = expression.matcher(text).matches();
        matched += expected ? 1 : 0;

        assertThat(automaton.accepts(text.getBytes(ISO_8859_1)))
            .as("%s on %s", expression, text)
            .isEqualTo(expected);
      }
    }
    assertThat(matched).as("matches among the cases").isGreaterThan(rounds / 2);
  }

  private static List<GlobToken> tokens(Random random, int length, boolean alternatives) {
    List<GlobToken> tokens = new ArrayList<>();
    while (tokens.size() < length) {
      boolean afterRun = !tokens.isEmpty() && tokens.getLast() instanceof GlobToken.Run;
      int kind = random.nextInt(alternatives ? 9 : 8);
      switch (kind) {
        case 6 -> {
          if (!afterRun) {
            tokens.add(new GlobToken.Run(random.nextBoolean()));
          }
        }
        case 7 -> {
          if (tokens.isEmpty() || tokens.getLast() instanceof GlobToken.OneOf) {
            tokens.add(new GlobToken.Folders());
          }
        }
        case 8 -> {
          List<List<GlobToken>> branches = new ArrayList<>();
          for (int i = random.nextInt(3); i >= 0; i--) {
            branches.add(tokens(random, 1 + random.nextInt(3), false));
          }
          tokens.add(new GlobToken.Alternatives(branches));
        }
        default -> tokens.add(new GlobToken.OneOf(set(random)));
      }
    }
    return tokens;
  }

  private static ByteSet set(Random random) {
    ByteSet set = ByteSet.of(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    return switch (random.nextInt(4)) {
      case 0 -> set.complement();
      case 1 -> set.with('a', 'b');
      default -> set;
    };
  }

  private static String regex(List<GlobToken> tokens) {
    return tokens.stream().map(GlobAutomatonTest::regex).collect(Collectors.joining());
  }

  private static String regex(GlobToken token) {
    return switch (token) {
      case GlobToken.OneOf oneOf -> "[" + members(oneOf.bytes()) + "]";
      case GlobToken.Run run -> run.crossesSlashes() ? ".*" : "[^/]*";
      case GlobToken.Folders folders -> "(?:|.*/)";
      case GlobToken.Alternatives alternatives ->
          alternatives.branches().stream()
              .map(GlobAutomatonTest::regex)
              .collect(Collectors.joining("|", "(?:", ")"));
    };
  }

  private static String members(ByteSet set) {
    StringBuilder members = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      if (set.contains(b)) {
        members.append("\\x%02x".formatted(b));
      }
    }
    return members.toString();
  }

  /** A text that follows the tokens, so that a match is likely, and is sometimes spoilt. */
  private static String text(Random random, List<GlobToken> tokens) {
    StringBuilder text = new StringBuilder();
    for (GlobToken token : tokens) {
      switch (token) {
        case GlobToken.OneOf oneOf -> {
          char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
          text.append(oneOf.bytes().contains(c) ? c : (char) Math.max(0, oneOf.bytes().single()));
        }
        case GlobToken.Run run -> text.append("ab".repeat(random.nextInt(2)));
        case GlobToken.Folders folders -> text.append("a/".repeat(random.nextInt(2)));
        case GlobToken.Alternatives alternatives -> {
          int branch = random.nextInt(alternatives.branches().size());
          text.append(text(random, alternatives.branches().get(branch)));
        }
      }
    }
    if (random.nextInt(4) == 0 && !text.isEmpty()) {
      text.setCharAt(random.nextInt(text.length()), '/');
    }
    return text.toString();
  }
}
