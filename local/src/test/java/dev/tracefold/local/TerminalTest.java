package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  private Terminal terminal(boolean interactive) {
    return new Terminal(
        new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8), interactive);
  }

  @Test
  void whatSteersATerminalIsReplaced() {
    assertThat(Terminal.safe("\u001b[31mred\u001b[0m \u009b2J"))
        .isEqualTo("\uFFFD[31mred\uFFFD[0m \uFFFD2J");
    assertThat(Terminal.safe("a\nb\tc\rd\u0000e\u2028f")).isEqualTo("a b c\uFFFDd\uFFFDe\uFFFDf");
    assertThat(Terminal.safe("\u202Egnp.exe\u2069")).isEqualTo("gnp.exe");
    assertThat(Terminal.safe("\uD800 lone")).isEqualTo("\uFFFD lone");
    assertThat(Terminal.safe(null)).isEmpty();
  }

  @Test
  void textOfAnyScriptStays() {
    String text = "Überweisung 注文 №42 שלום \uD83D\uDE9A \uD83D\uDC68\u200D\uD83D\uDCBB";
    assertThat(Terminal.safe(text)).isEqualTo(text);
  }

  @Test
  void aCutNeverSplitsACharacter() {
    assertThat(Terminal.cut("abc", 3)).isEqualTo("abc");
    assertThat(Terminal.cut("abcd", 3)).isEqualTo("ab\u2026");
    assertThat(Terminal.cut("\uD83D\uDE9A\uD83D\uDE9A\uD83D\uDE9A", 2)).isEqualTo("\u2026");
    assertThat(Terminal.cut("\uD83D\uDE9A\uD83D\uDE9A\uD83D\uDE9A", 3))
        .isEqualTo("\uD83D\uDE9A\u2026");
  }

  @Test
  void wideCharactersTakeTwoColumnsAndMarksNone() {
    terminal(false)
        .table(
            List.of("A", "B"),
            List.of(
                List.of("注文", "x"),
                List.of("e\u0301", "x"),
                List.of("\uD83D\uDC68\u200D\uD83D\uDCBB", "x"),
                List.of("abcd", "x")));
    assertThat(results.toString(UTF_8))
        .isEqualTo("A     B\n注文  x\ne\u0301     x\n\uD83D\uDC68\u200D\uD83D\uDCBB    x\nabcd  x\n");
  }

  @Test
  void columnsOfATableLineUp() {
    terminal(false)
        .table(List.of("ID", "TITLE"), List.of(List.of("DEMO-1", "a"), List.of("DEMO-22", "bb")));
    assertThat(results.toString(UTF_8)).isEqualTo("ID       TITLE\nDEMO-1   a\nDEMO-22  bb\n");
  }

  @Test
  void progressNeverMixesWithResults() {
    Terminal terminal = terminal(false);
    terminal.step("Sending", 1, 2);
    terminal.step("Sending", 2, 2);
    terminal.result("done");
    assertThat(results.toString(UTF_8)).isEqualTo("done\n");
    assertThat(progress.toString(UTF_8)).isEqualTo("Sending 2/2\n");
  }

  @Test
  void aPersonSeesEveryStepOnOneLine() {
    Terminal terminal = terminal(true);
    terminal.step("Sending", 1, 2);
    terminal.step("Sending", 2, 2);
    assertThat(progress.toString(UTF_8)).isEqualTo("\rSending 1/2\rSending 2/2\n");
  }
}
