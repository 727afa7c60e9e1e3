package dev.tracefold.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tracefold.enhancement.BuiltinRules;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.event.EventReader;
import dev.tracefold.fingerprint.FingerprintRules;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Events group as our own vectors say, and the vectors leave nothing out. */
final class VectorsTest {

  /** Every hint that strategies give (grouping 19); a text that varies is cut off in front. */
  private static final List<String> HINTS =
      List.of(
          "salt* (a static salt)",
          "salt* (normalized generated module name)",
          "salt* (normalized lambda function name)",
          "module* (ignored module)",
          "module* (removed reflection marker)",
          "module* (removed codegen marker)",
          "module (ignored bad javascript module)",
          "module (ignored java lambda)",
          "filename (anonymous filename discarded)",
          "filename (ignored because filename is a URL)",
          "filename (ignored because invalid)",
          "filename* (stripped to basename)",
          "filename* (removed version)",
          "filename* (removed javassist parts)",
          "filename* (removed javassist parts and version)",
          "filename (module takes precedence)",
          "filename (ignored because frame points to a URL)",
          "filename (native code indicated by filename)",
          "filename* (cleaned javassist parts)",
          "filename (discarded native filename for grouping stability)",
          "context-line (discarded because line too long)",
          "context-line (discarded because from URL origin)",
          "context-line (discarded because from URL origin and no function)",
          "symbol (symbol is not used if context-line is available)",
          "function (function name is not used if module or filename are available)",
          "lineno (line number is not used if context-line is available)",
          "function (symbol takes precedence)",
          "lineno (symbol takes precedence)",
          "lineno (function takes precedence)",
          "function* (ruby block)",
          "function* (trimmed integer suffix)",
          "function* (removed generated erb template suffix)",
          "function* (anonymous class method)",
          "function* (isolated function)",
          "function* (trimmed javascript function)",
          "function (ignored anonymous function)",
          "function (ignored lambda function)",
          "function (ignored unknown function)",
          "function (ignored because sourcemap used and context line available)",
          "function (ignored unknown function name)",
          "package* (used as fallback because function name is not available)",
          "package (ignored because function takes precedence)",
          "frame (native code indicated by filename)",
          "frame (non app frame)",
          "frame (ignored due to recursion)",
          "frame* (frame considered in-app because no frame is in-app)",
          "frame (ignored low quality javascript frame)",
          "frame (ignored single non-URL JavaScript frame)",
          "frame (ignored by stack trace rule (",
          "frame* (un-ignored by stack trace rule (",
          "frame* (marked in-app by stack trace rule (",
          "frame* (marked out of app by stack trace rule (",
          "frame* (marked as prefix frame by stack trace rule (",
          "frame* (marked as sentinel frame by stack trace rule (",
          "frame (ignored because only 1 frame is considered by stack trace rule (",
          "frame (ignored because only 2 frames are considered by stack trace rule (",
          "stacktrace (discarded because stack trace only contains 1 frame which is under",
          "stacktrace (discarded because stack trace only contains 4 frames which is under",
          "stacktrace (ignored single frame stack)",
          "stacktrace (less than 10% of frames are in-app)",
          "type (ignored because exception is synthetic)",
          "value (stacktrace and type take precedence)",
          "value (stacktrace takes precedence)",
          "value* (stripped common values)",
          "message* (stripped common values)",
          "value (ignored because stacktrace takes precedence)",
          "value (ignored because ns-error info takes precedence)",
          "exception (exception has no stacktrace)",
          "threads (ignored because contains 2 threads)",
          "threads (thread has no stacktrace)",
          "threads (ignored because does not contain exactly one crashing, one current or",
          "uri (violation takes precedence)",
          "violation (not a local script violation)",
          "exception (ignored because hash matches system variant)",
          "chained-exception (ignored because other mandatory variant is not used)",
          "a contributing stacktrace, but the system variant does)",
          "a contributing stacktrace, but others do)",
          "message (exception of app/system takes precedence)",
          "message (threads of system take precedence)",
          "message (stacktrace of system takes precedence)",
          "message (template takes precedence)",
          "default (custom fingerprint takes precedence)");

  private static final List<String> FINGERPRINT_MATCHERS =
      List.of(
          " message:",
          " type:",
          " error.type:",
          " value:",
          " logger:",
          " level:",
          " tags.",
          " module:",
          " stack.module:",
          " path:",
          " stack.abs_path:",
          " package:",
          " stack.package:",
          " function:",
          " stack.function:",
          " family:",
          " app:",
          " !");

  private static final List<String> ENHANCEMENT_PARTS =
      List.of(
          " path:",
          " stack.abs_path:",
          " package:",
          " stack.package:",
          " function:",
          " stack.function:",
          " module:",
          " category:",
          " family:",
          " app:",
          " error.type:",
          " error.value:",
          " error.mechanism:",
          " !",
          " [ ",
          " | [ ",
          " +group",
          " -group",
          " ^-group",
          " v-group",
          " +app",
          " -app",
          " v+app",
          " +prefix",
          " -prefix",
          " +sentinel",
          " -sentinel",
          " max-frames=",
          " min-frames=",
          " invert-stacktrace=",
          " category=");

  @TestFactory
  Stream<DynamicTest> eventsGroupAsTheVectorsSay() {
    return vectors().map(vector -> dynamicTest(vector.name(), () -> check(vector)));
  }

  private static void check(Vectors.Vector vector) throws RuleSyntaxException {
    GroupingConfig config = GroupingConfig.find(vector.config()).orElseThrow();
    List<BuiltinRules> bases =
        vector.builtinRules()
            ? BuiltinRules.find(config.enhancementBase()).stream().toList()
            : List.of();
    GroupingSetup setup =
        new GroupingSetup(
            config,
            Enhancements.parse(bases, vector.enhancements()),
            FingerprintRules.parse(vector.fingerprintRules()),
            true);

    GroupedEvent grouped = Grouper.group(EventReader.read(vector.event()), setup);

    assertThat(ComponentText.of(grouped.grouping()).strip()).isEqualTo(vector.dump());
    assertThat(grouped.event().title()).isEqualTo(vector.title());
  }

  @Test
  void everyHintHasAVector() {
    String text = Vectors.FILES.stream().map(Vectors::text).collect(Collectors.joining());

    assertThat(HINTS).allSatisfy(hint -> assertThat(text).contains(hint));
  }

  @Test
  void everyConfigurationAndBuiltInListHasAVector() {
    assertThat(vectors().map(Vectors.Vector::config).distinct())
        .containsExactlyInAnyOrderElementsOf(
            GroupingConfig.ALL.stream().map(GroupingConfig::id).toList());
    assertThat(vectors().filter(Vectors.Vector::builtinRules).map(Vectors.Vector::config))
        .containsExactly("legacy:2019-03-12", "newstyle:2019-10-29", "mobile:2021-02-12");
  }

  @Test
  void everyPartOfARuleHasAVector() {
    String enhancements =
        vectors().map(vector -> " " + vector.enhancements()).collect(Collectors.joining(" "));
    String fingerprintRules =
        vectors().map(vector -> " " + vector.fingerprintRules()).collect(Collectors.joining(" "));

    assertThat(ENHANCEMENT_PARTS)
        .allSatisfy(part -> assertThat(enhancements.replace('\n', ' ')).contains(part));
    assertThat(FINGERPRINT_MATCHERS)
        .allSatisfy(part -> assertThat(fingerprintRules.replace('\n', ' ')).contains(part));
  }

  private static Stream<Vectors.Vector> vectors() {
    return Vectors.FILES.stream().flatMap(file -> Vectors.read(file).stream());
  }
}
