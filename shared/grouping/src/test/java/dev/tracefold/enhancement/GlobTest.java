package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

  private static final int HOSTILE_PATTERN_LENGTH = 8192;
  private static final int HOSTILE_TEXT_LENGTH = 8192;

  /** Pattern, text, whether it matches; without options. */
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          paint          | paint          | true
          paint          | Paint          | false
          paint          | painter        | false
          paint*         | painter        | true
          *paint         | repaint        | true
          *paint*        | repainting     | true
          re*paint*s     | repaint-jobs   | true
          re*paint*s     | reprints-paint | false
          *ab*ab         | ab             | false
          *ab*ab         | abab           | true
          ab*b*bc        | abbbc          | true
          ab*b*bc        | abbc           | false
          ab*b*bc        | abc            | false
          ab*bc          | abc            | false
          re*paint*s     | repaint-job    | false
          app.*.Main     | app.ui.v2.Main | true
          app.*.Main     | app.Main       | false
          a*z            | a/b/z          | true
          a**z           | a/b/z          | true
          gr?y           | grey           | true
          gr?y           | gr/y           | true
          gr?y           | gry            | false
          caf?           | café           | false
          caf??          | café           | true
          gr[ae]y        | gray           | true
          gr[ae]y        | groy           | false
          gr[!ae]y       | groy           | true
          gr[^ae]y       | gray           | false
          [0-9][a-f]     | 7c             | true
          [0-9][a-f]     | 7g             | false
          []x]           | ]              | true
          [!]x]          | ]              | false
          [-x]           | -              | true
          [x-]           | -              | true
          [a-c-e]        | d              | true
          [a-c-e]        | -              | false
          [b-d-c]        | d              | false
          [b-d-c]        | c              | true
          [+--]          | ,              | true
          {get,set}Name  | setName        | true
          {get,set}Name  | letName        | false
          {,un}lock      | unlock         | true
          {,un}lock      | lock           | false
          {a,b}{c,d}     | bc             | true
          {a,b}{c,d}     | cb             | false
          {x*,*y}z       | aayz           | true
          a,b            | a,b            | true
          1}             | 1              | true
          1}             | 1}             | false
          {}a            | a              | true
          *{}*           | ``             | true
          x*{,}*y        | xy             | true
          *}*            | ``             | true
          `\\*x`         | *x             | true
          `\\*x`         | yx             | false
          `\\\\x`        | `\\x`          | true
          **/lib         | a/b/lib        | true
          **/lib         | lib            | true
          **/lib         | /lib           | true
          **/lib         | a-lib          | false
          lib/**         | lib/a/b        | true
          lib/**         | lib/           | true
          lib/**         | lib            | false
          a/**/z         | a/z            | true
          a/**/z         | a/b/c/z        | true
          a/**/z         | a/bz           | false
          a/**/**/z      | a/z            | true
          a/**/**        | a/             | true
          **/**          | anything       | true
          **             | a/b            | true
          {a/**,b}       | a/x/y          | true
          {a/**,b}       | a              | false
          {**/a,b}c      | x/ac           | true
          """)
  void plainPatterns(String pattern, String text, boolean matches) {
    assertThat(Glob.compile(pattern).matches(text)).isEqualTo(matches);
  }

  /** Pattern, text, whether it matches; as paths are matched. */
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          src/*.c        | src/main.c     | true
          src/*.c        | src/a/main.c   | false
          src/?.c        | src/a.c        | true
          src/?.c        | src//.c        | false
          src/[/]a       | src//a         | true
          src**.c        | src/a.c        | false
          src**.c        | srcs.c         | true
          /opt/**        | /opt/a/b       | true
          /opt/**        | /opt           | false
          **/vendor/**   | a/vendor/b/c   | true
          **/vendor/**   | vendor/b       | true
          **/vendor/**   | a/vendors/b    | false
          a/**/z.c       | a/b/c/z.c      | true
          c:/win/**      | `c:\\win\\x`   | true
          `c:\\win\\**`  | c:/win/x       | true
          `a\\*`         | a/b            | true
          """)
  void pathPatterns(String pattern, String text, boolean matches) {
    Glob glob = Glob.compile(pattern, Glob.Option.DOUBLE_STAR, Glob.Option.PATH_NORMALIZE);

    assertThat(glob.matches(text)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *ERROR*   | an error     | true
          [a-c]x    | BX           | true
          [^a-c]x   | BX           | false
          [^a-c]x   | DX           | true
          É         | é            | false
          k         | \u212a       | false
          """)
  void onlyAsciiLettersMatchInEitherCase(String pattern, String text, boolean matches) {
    assertThat(Glob.compile(pattern, Glob.Option.CASE_INSENSITIVE).matches(text))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "[", "[]", "[!]", "[z-a]", "{a", "{a,{b}}", "{{x}}", "a\\"})
  void whatIsNotWellFormedMatchesNothing(String pattern) {
    Glob glob = Glob.compile(pattern);

    assertThat(glob.isWellFormed()).isFalse();
    assertThat(glob.matches(pattern)).isFalse();
    assertThat(glob.matches("")).isFalse();
  }

  @Test
  void wildcardsMatchLineBreaks() {
    assertThat(Glob.compile("a*b?c").matches("a\r\nb\nc")).isTrue();
    assertThat(Glob.compile("a").matches("a\n")).isFalse();
  }

  @Test
  void theEmptyPatternMatchesTheEmptyText() {
    assertThat(Glob.compile("").matches("")).isTrue();
    assertThat(Glob.compile("").matches("a")).isFalse();
    assertThat(Glob.compile("*").matches("")).isTrue();
  }

  @Test
  void aCharacterInASetIsItsBytes() {
    assertThat(Glob.compile("[é]").matches("é")).isFalse();
    assertThat(Glob.compile("[é][é]").matches("é")).isTrue();
    assertThat(Glob.compile("[a-é]").matches("z")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*a", "?*", "{a,aa}*", "[ab]*a", "a*"})
  void patternsMadeToHurtEnd(String part) {
    Glob glob = Glob.compile(part.repeat(HOSTILE_PATTERN_LENGTH / part.length()) + "b");

    assertThat(glob.matches("a".repeat(HOSTILE_TEXT_LENGTH))).isFalse();
    assertThat(glob.matches("a".repeat(HOSTILE_TEXT_LENGTH) + "b")).isTrue();
  }

  @Test
  void longTextInTheMiddleIsNotSearchedPlaceByPlace() {
    String text = "a".repeat(HOSTILE_PATTERN_LENGTH / 2);

    assertThat(Glob.compile("*" + text + "b*").matches(text.repeat(8))).isFalse();
    assertThat(Glob.compile("*" + text + "b*").matches(text.repeat(8) + "bc")).isTrue();
  }

  @Test
  void foldersMadeToHurtEnd() {
    Glob glob =
        Glob.compile("**/a".repeat(HOSTILE_PATTERN_LENGTH / 4) + "/b", Glob.Option.DOUBLE_STAR);

    assertThat(glob.matches("a/".repeat(HOSTILE_TEXT_LENGTH / 2))).isFalse();
  }
}
