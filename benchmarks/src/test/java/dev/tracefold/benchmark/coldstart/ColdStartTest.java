package dev.tracefold.benchmark.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions start from their archives as Lambda starts them, and answer. */
class ColdStartTest {

  private static final Path ROOT = TestStacks.root();

  private static @Nullable ColdStart coldStart;

  @BeforeAll
  static void startEmulators() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "Lambda's runtime needs Linux");
    coldStart = new ColdStart(ROOT, List.of(), List.of());
  }

  @AfterAll
  static void stopEmulators() {
    if (coldStart != null) {
      coldStart.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ReceiveEnvelopesFunction, DEPLOYED",
    "SaveEventsFunction, DEPLOYED",
    "SaveAttachmentsFunction, DEPLOYED",
    "CountOutcomesFunction, DEPLOYED",
    "CountOutcomesFunction, SNAPSHOT"
  })
  void aFunctionStartsAndAnswers(String id, Variant variant) throws Exception {
    Template.Function function = Template.read(ROOT.resolve("template.yaml")).function(id);
    assumeTrue(
        Files.exists(ROOT.resolve(function.codeUri())),
        "no archive: 'mvn verify' packs it, 'mvn test' does not");
    ColdStart started = Objects.requireNonNull(coldStart);
    Start start = started.measure(started.prepare(function, variant, 2));
    assertThat(start.initMillis()).isPositive();
    assertThat(start.firstMillis()).isPositive();
    assertThat(start.warmMillis()).isPositive();
    assertThat(start.heapKilobytes()).isPositive();
    assertThat(start.residentKilobytes()).isGreaterThan(start.heapKilobytes());
  }
}
