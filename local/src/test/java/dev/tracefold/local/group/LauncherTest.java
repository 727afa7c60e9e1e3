package dev.tracefold.local.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.local.Tracefold;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The group command in a JVM of its own, started as the launcher starts it. */
final class LauncherTest {

  @Test
  @Timeout(120)
  void whoeverWaitsForAnAnswerBeforeAskingOnGetsIt() throws Exception {
    Process process = start("group", "--jsonl");
    try (BufferedReader answers = process.inputReader(UTF_8)) {
      try (BufferedWriter questions = process.outputWriter(UTF_8)) {
        for (int id = 0; id < 3; id++) {
          questions.write("{\"id\": " + id + ", \"event\": {\"message\": \"m\"}}\n");
          questions.flush();
          assertThat(answers.readLine()).startsWith("{\"id\":" + id + ",\"hashes\":[\"");
        }
        questions.write("no JSON, no line feed");
      }
      assertThat(answers.readLine()).startsWith("{\"id\":null,\"error\":");
      assertThat(answers.readLine()).isNull();
    }
    assertThat(process.waitFor()).isZero();
  }

  @Test
  @Timeout(120)
  void aWrongUseEndsWithItsStatus() throws Exception {
    Process process = start("group", "--config", "nope");
    process.outputWriter(UTF_8).append("{}").close();

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .contains("tracefold group: found configuration 'nope'; expected one of");
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
  }

  private static Process start(String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        Stream.concat(
                Stream.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Tracefold.class.getName()),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command).start();
  }
}
