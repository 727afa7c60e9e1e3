package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.embedded.Endpoints;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir private Path root;
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeEach
  void writeTemplate() throws Exception {
    Files.writeString(root.resolve("template.yaml"), "Resources: {}\n");
  }

  private int run(String... arguments) {
    var terminal =
        new Terminal(
            new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8), false);
    return Tracefold.commandLine(root, terminal, new FunctionLog())
        .setOut(new PrintWriter(results, true, UTF_8))
        .setErr(new PrintWriter(progress, true, UTF_8))
        .execute(arguments);
  }

  @Test
  void everyCommandHasHelp() {
    var terminal =
        new Terminal(
            new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8), false);
    var commands = Tracefold.commandLine(root, terminal, new FunctionLog()).getSubcommands();
    assertThat(commands).containsKeys("up", "send");
    for (String command : commands.keySet()) {
      results.reset();
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(results.toString(UTF_8)).startsWith("Usage: tracefold " + command);
    }
  }

  @Test
  void everyCommandIsDescribedByASentenceInTheList() {
    for (CommandLine command :
        Tracefold.commandLine(root, new Terminal(System.err, System.err, false), new FunctionLog())
            .getSubcommands()
            .values()) {
      assertThat(command.getCommandSpec().usageMessage().description()[0])
          .as(command.getCommandName())
          .endsWith(".");
    }
  }

  @Test
  void aWrongCommandLineIsToldFromAFailure() {
    assertThat(run("send")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(progress.toString(UTF_8)).contains("Missing required parameter: 'FILE'");
    assertThat(run("up", "--port", "many")).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void withoutARunningSystemACommandSaysHowToStartOne() {
    assertThat(run("send", "some.json")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(progress.toString(UTF_8))
        .contains("tracefold send: No local system runs: start one with 'tracefold up'");
  }

  @Test
  void aSystemThatWasKilledIsToldFromOneThatAnswers() throws Exception {
    // Nothing listens on port 1 of the loopback address.
    URI nowhere = URI.create("http://127.0.0.1:1");
    new Systems(root)
        .announce(
            new Connection(
                "http://key@127.0.0.1:1/1",
                nowhere,
                new Endpoints(nowhere, nowhere, nowhere, "us-east-1", "0", "id", "secret"),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                "bucket",
                Duration.ofDays(90)));
    Path event = Files.writeString(root.resolve("event.json"), "{}");
    assertThat(run("send", event.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(progress.toString(UTF_8)).contains("does 'tracefold up' still run?");
  }
}
