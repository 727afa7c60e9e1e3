package dev.tracefold.benchmark.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Functions start from their archives as Lambda starts them, and answer. */
class ColdStartTest {

  private static final Path ROOT = TestStacks.root();

  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"DEPLOYED", "SNAPSHOT"},
      mode = Mode.INCLUDE)
  void aFunctionStartsAndAnswers(Variant variant) throws Exception {
    Template.Function counting =
        Template.read(ROOT.resolve("template.yaml")).function("CountOutcomesFunction");
    assumeTrue(
        Files.exists(ROOT.resolve(counting.codeUri())),
        "no archive: 'mvn verify' packs it, 'mvn test' does not");
    assumeTrue(System.getProperty("os.name").equals("Linux"), "Lambda's runtime needs Linux");
    try (ColdStart coldStart = new ColdStart(ROOT, List.of(), List.of())) {
      Start start = coldStart.measure(coldStart.prepare(counting, variant, 2));
      assertThat(start.initMillis()).isPositive();
      assertThat(start.firstMillis()).isPositive();
      assertThat(start.warmMillis()).isPositive();
      assertThat(start.heapKilobytes()).isPositive();
      assertThat(start.residentKilobytes()).isGreaterThan(start.heapKilobytes());
    }
  }
}
