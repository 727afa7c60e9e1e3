package dev.tracefold.local.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.local.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

final class GroupCommandTest {

  private static final String TRACE =
      """
      {"platform": "python", "exception": [{"type": "E", "value": "v", "stacktrace": {"frames": [
        {"function": "main", "module": "app", "in_app": true},
        {"function": "%s", "module": "lib"}]}}]}
      """;

  @TempDir Path folder = Path.of("");

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
  void colourTellsWhatContributesFromWhatDoesNot() {
    assertThat(run(TRACE.formatted("call"), "--explain", "--color", "ON")).isZero();

    assertThat(results.toString(UTF_8))
        .contains("\u001b[32m    app*\u001b[0m\n")
        .contains("\u001b[90m          frame (non app frame)\u001b[0m\n");
  }

  @Test
  void withoutColourThereAreNoEscapes() {
    assertThat(run(TRACE.formatted("a\\u001b[31m"), "--explain", "--color", "OFF")).isZero();

    assertThat(results.toString(UTF_8)).doesNotContain("\u001b").contains("frame (non app frame)");
  }

  @Test
  void theConfigurationDecides() {
    assertThat(run("{\"message\": \"hello 12\"}", "--config", "legacy:2019-03-12")).isZero();
    assertThat(results.toString(UTF_8)).contains("9b179fa3796c03b688b53a7c46785f79");

    assertThat(run("{}", "--config", "newstyle:2000-01-01")).isEqualTo(ExitCode.USAGE);
    assertThat(progress.toString(UTF_8))
        .contains("found configuration 'newstyle:2000-01-01'; expected one of legacy:2019-03-12,");
  }

  @Test
  void rulesComeFromFiles() throws IOException {
    Path enhancements = Files.writeString(folder.resolve("rules"), "function:main -group\n");
    Path fingerprinting = Files.writeString(folder.resolve("prints"), "type:E -> one, more\n");

    assertThat(run(TRACE.formatted("call"), "--explain", "--enhancements", enhancements.toString()))
        .isZero();
    assertThat(results.toString(UTF_8))
        .contains("frame (ignored by stack trace rule (function:main -group))");

    results.reset();
    assertThat(run(TRACE.formatted("call"), "--fingerprinting", fingerprinting.toString()))
        .isZero();
    assertThat(results.toString(UTF_8))
        .contains("custom-fingerprint 306073f04224cbd114f14693c272f6a0 custom fingerprint");
  }

  @Test
  void builtInRulesCanBeLeftOut() {
    String event =
        """
        {"platform": "native", "stacktrace": {"frames": [
          {"function": "raise", "package": "/usr/lib/libc.so", "in_app": true}]}}
        """;

    assertThat(run(event, "--explain")).isZero();
    assertThat(results.toString(UTF_8)).contains("marked out of app by stack trace rule");

    results.reset();
    assertThat(run(event, "--explain", "--no-builtin-rules")).isZero();
    assertThat(results.toString(UTF_8)).doesNotContain("stack trace rule");
  }

  @Test
  void rulesThatDoNotParseAreRefusedWithTheirPlace() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules"), "function:a +app\nfunction:b +nope\n");

    assertThat(run("{}", "--enhancements", rules.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(progress.toString(UTF_8))
        .contains(
            "the enhancements do not parse: Line 2, column 13: found \"nope\", expected group");

    assertThat(run("{}", "--fingerprinting", rules.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(progress.toString(UTF_8)).contains("the fingerprint rules do not parse: Line 1,");

    assertThat(run("{}", "--enhancements", "none")).isEqualTo(ExitCode.USAGE);
    assertThat(progress.toString(UTF_8)).contains("found no file none; expected a file of rules");
  }

  @Test
  void aDifferenceNamesTheComponentsThatCauseIt() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), TRACE.formatted("send"));

    assertThat(run(TRACE.formatted("call"), "--diff", other.toString())).isZero();

    assertThat(results.toString(UTF_8).lines().map(line -> line.replaceAll("[0-9a-f]{32}", "H")))
        .containsExactly(
            "- system: H",
            "+ system: H",
            "-   system exception stacktrace frame function call",
            "+   system exception stacktrace frame function send",
            "  app: same hash H");
  }

  @Test
  void whatIsNoEventIsRefused() {
    assertThat(run("[]")).isEqualTo(ExitCode.USAGE);
    assertThat(progress.toString(UTF_8))
        .contains("found in standard input something else than one JSON object");

    assertThat(run("", "no-such-file")).isEqualTo(ExitCode.USAGE);
    assertThat(progress.toString(UTF_8)).contains("found no file no-such-file");
  }

  @Test
  void everyLineIsAnsweredInOrder() {
    String lines =
        """
        {"id": "a", "event": {"checksum": "x"}}
        [1]

        {"id": "c", "event": {}, "config": "newstyle:2000-01-01"}
        {"id": "d", "event": {"message": "m"}, "fingerprinting": "message:m -> f title=\\"t\\""}
        {"id": 5, "event": 7}
        {"id": "f", "event": {}, "builtin_rules": "no"}
        {"event": {"message": "\\ud800"}}""";

    assertThat(run(lines, "--jsonl")).isZero();

    assertThat(results.toString(UTF_8).lines())
        .containsExactly(
            "{'id':'a','hashes':['9dd4e461268c8034f5c8564e155c67a6','x'],'hierarchical_hashes':[],"
                .concat("'variants':{'hashed-checksum':{'type':'checksum',")
                .concat("'hash':'9dd4e461268c8034f5c8564e155c67a6','contributes':true,")
                .concat("'description':'hashed legacy checksum'},'checksum':{'type':'checksum',")
                .concat("'hash':'x','contributes':true,'description':'legacy checksum'}}}")
                .replace('\'', '"'),
            "{\"id\":null,\"error\":\"found a line that is not one JSON object"
                + " (JSON of another kind: ARRAY); expected id and event\"}",
            "{\"id\":\"c\",\"error\":\"found configuration 'newstyle:2000-01-01'; expected one of"
                + " legacy:2019-03-12, newstyle:2019-04-05, newstyle:2019-04-17,"
                + " newstyle:2019-05-08, newstyle:2019-10-29, similarity:2020-07-23,"
                + " mobile:2021-02-12\"}",
            "{'id':'d','hashes':['8fa14cdd754f91cc6554c9e71929cce7'],'hierarchical_hashes':[],"
                .concat("'variants':{'default':{'type':'component','hash':null,")
                .concat("'contributes':false,'description':'message',")
                .concat("'hint':'custom fingerprint takes precedence'},'custom-fingerprint':")
                .concat("{'type':'custom-fingerprint','hash':'8fa14cdd754f91cc6554c9e71929cce7',")
                .concat("'contributes':true,'description':'custom fingerprint','values':['f']}},")
                .concat("'fingerprint':['f'],'matched_rule':{'matchers':[['message','m']],")
                .concat("'fingerprint':['f'],'attributes':{'title':'t'}},'title':'t'}")
                .replace('\'', '"'),
            "{\"id\":5,\"error\":\"found no object under 'event'; expected the event's payload\"}",
            "{\"id\":\"f\",\"error\":\"found STRING under 'builtin_rules';"
                + " expected true or false\"}",
            "{'id':null,'hashes':['d1457b72c3fb323a2671125aef3eab5d'],'hierarchical_hashes':[],"
                .concat("'variants':{'default':{'type':'component',")
                .concat("'hash':'d1457b72c3fb323a2671125aef3eab5d','contributes':true,")
                .concat("'description':'message'}}}")
                .replace('\'', '"'));
  }

  @Test
  void aLineThatCannotBeReadKeepsTheIdInFrontOfTheProblem() {
    String deep = "[".repeat(200) + "]".repeat(200);

    assertThat(
            run(
                """
                {"id": 7, "event": {"extra": %s}}
                {"id": "n", "event": {"message": NaN}}
                {"event": {}, "id": "x", "event": {"message": "a"}, "id": "y"}
                {"event": %s, "id": 8}
                {"id": {"a": [1]}, "event": {}} {}
                """
                    .formatted(deep, deep),
                "--jsonl"))
        .isZero();

    assertThat(results.toString(UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"id\":7,\"error\"").contains("nesting depth"),
            line -> assertThat(line).startsWith("{\"id\":\"n\",\"error\"").contains("column 37"),
            line -> assertThat(line).startsWith("{\"id\":\"y\",\"hashes\":"),
            line -> assertThat(line).startsWith("{\"id\":8,\"error\""),
            line -> assertThat(line).startsWith("{\"id\":{\"a\":[1]},\"error\""));
  }

  @Test
  void aLineThatIsTooLongIsRefusedAlone() {
    String padding = " ".repeat(RequestLines.LENGTH_MAX);

    assertThat(
            run("{\"id\": 1, \"event\": {}}" + padding + "\n{\"id\": 2, \"event\": {}}", "--jsonl"))
        .isZero();

    assertThat(results.toString(UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("{\"id\":1,")
                    .contains("found a line of more than 8388608 bytes"),
            line -> assertThat(line).startsWith("{\"id\":2,\"hashes\":"));
  }

  @Test
  void linesAndExplanationsAreNotMixed() {
    assertThat(run("", "--jsonl", "--explain")).isEqualTo(ExitCode.USAGE);
    assertThat(progress.toString(UTF_8)).contains("found --jsonl with --explain or --diff");
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
