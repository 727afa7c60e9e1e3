package dev.tracefold.local.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.local.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class GroupCommandTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @Test
  void theVariantsOfAnEventArePrinted() {
    assertThat(run("{\"message\": \"hello 12\"}")).isZero();

    assertThat(results.toString(UTF_8).strip())
        .isEqualTo("default            1c70d7bc7d9acb419e81bdb9a63ce2fa message".strip());
  }

  @Test
  void theComponentsExplainTheHash() {
    assertThat(run("{\"message\": \"hello 12\"}", "--explain")).isZero();

    assertThat(results.toString(UTF_8))
        .contains("  component:\n    default*\n      message* (stripped common values)\n")
        .contains("        \"hello <int>\"\n");
  }

  @Test
  void everyLineIsAnsweredInOrder() {
    String lines =
        """
        {"id": "a", "event": {"checksum": "x"}}
        [1]
        {"id": "c", "event": {}, "config": "newstyle:2000-01-01"}
        {"id": "d", "event": {"message": "m"}, "fingerprinting": "message:m -> f"}
        """;

    assertThat(run(lines, "--jsonl")).isZero();

    assertThat(results.toString(UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"id\":\"a\",\"hashes\":[\"9dd4e461268c8034f5c8564e155c67a6\",\"x\"]"),
            line ->
                assertThat(line).contains("\"error\":\"found a line that is not one JSON object\""),
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"id\":\"c\",\"error\":\"found configuration 'newstyle:2000-01-01'; expected one of legacy:2019-03-12"),
            line ->
                assertThat(line)
                    .contains(
                        "\"fingerprint\":[\"f\"],\"matched_rule\":{\"matchers\":[[\"message\",\"m\"]]"));
  }

  @Test
  void whatIsNoEventIsRefused() {
    assertThat(run("[]")).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(progress.toString(UTF_8))
        .contains("found in standard input something else than one JSON object");
  }

  private int run(String input, String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8), false);
    GroupCommand command =
        new GroupCommand(new ByteArrayInputStream(input.getBytes(UTF_8)), terminal);
    return new CommandLine(command).execute(arguments);
  }
}
