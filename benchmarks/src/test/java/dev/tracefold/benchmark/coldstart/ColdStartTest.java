package dev.tracefold.benchmark.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions start from their archives as Lambda starts them, and answer. */
class ColdStartTest {

  private static final Path ROOT = TestStacks.root();

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
    assumeTrue(System.getProperty("os.name").equals("Linux"), "Lambda's runtime needs Linux");
    try (ColdStart coldStart = new ColdStart(ROOT, List.of(), List.of())) {
      Start start = coldStart.measure(coldStart.prepare(function, variant, 2));
      assertThat(start.initMillis()).isPositive();
      assertThat(start.firstMillis()).isPositive();
      assertThat(start.warmMillis()).isPositive();
      assertThat(start.heapKilobytes()).isPositive();
      assertThat(start.residentKilobytes()).isGreaterThan(start.heapKilobytes());
    }
  }
}
