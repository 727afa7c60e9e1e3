package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracefold.attachment.AttachmentSaving;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.counting.DeduplicationHorizon;
import dev.tracefold.counting.dynamodb.DynamoCounting;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.saving.Saving;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** template.yaml and the code name the same handlers, archives, variables and resources. */
class TemplateCodeTest {
  private static final Path TEMPLATE = TestStacks.root().resolve("template.yaml");
  // Read by the JVM itself, not by the code.
  private static final String OF_THE_JVM = "JAVA_TOOL_OPTIONS";
  // Variables that the code can do without, each with a default of its own.
  private static final List<String> OPTIONAL = List.of("RETENTION_DAYS", "ISSUE_STREAM_QUEUE_URL");

  static List<Template.Function> functions() {
    return TestStacks.template().functions();
  }

  /** The module of a function: where its archive lies, two folders up. */
  private static Path module(Template.Function function) {
    return TestStacks.root().resolve(function.codeUri()).resolve("../..").normalize();
  }

  private static Object build(Template.Function function, Map<String, String> environment)
      throws Exception {
    Constructor<?> constructor = Class.forName(function.handler()).getConstructor(Map.class);
    try {
      return constructor.newInstance(environment);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyHandlerStartsWithTheVariablesOfTheTemplate(Template.Function function)
      throws Exception {
    Stack stack = TestStacks.create();
    assertThat(build(function, stack.environment(function.id())))
        .isInstanceOf(RequestStreamHandler.class);
    assertThat(Class.forName(function.handler()).getConstructor()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyVariableOfTheTemplateIsReadByTheCode(Template.Function function) throws Exception {
    SequencedMap<String, String> environment = TestStacks.create().environment(function.id());
    environment.remove(OF_THE_JVM);
    for (String name : environment.keySet()) {
      if (OPTIONAL.contains(name)) {
        assertThat(constants(function)).as(function.id()).contains(name);
        continue;
      }
      var without = new TreeMap<>(environment);
      without.remove(name);
      assertThatThrownBy(() -> build(function, without))
          .as(function.id() + " without " + name)
          .hasMessageContaining(name);
    }
  }

  /** What stands in the class files of the function's settings and of their reader. */
  private static String constants(Template.Function function) throws Exception {
    String settings = function.handler().replaceFirst("\\.[^.]*$", ".Settings").replace('.', '/');
    var text = new StringBuilder();
    for (String name : List.of(settings, "dev/tracefold/aws/Environment")) {
      try (InputStream in =
          Objects.requireNonNull(
              TemplateCodeTest.class.getClassLoader().getResourceAsStream(name + ".class"), name)) {
        text.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyArchiveIsTheOneThatItsModulePacks(Template.Function function) throws Exception {
    Path pom = module(function).resolve("pom.xml");
    String archive = Path.of(function.codeUri()).getFileName().toString();
    assertThat(Files.readString(pom))
        .contains("<artifactId>maven-assembly-plugin</artifactId>")
        .contains("<finalName>" + archive.replace(".zip", "") + "</finalName>");
    assertThat(Files.readString(TestStacks.root().resolve("pom.xml")))
        .contains("<module>" + TestStacks.root().relativize(module(function)) + "</module>");
  }

  @Test
  void aBatchInWorkIsNeverDeliveredAgainMeanwhile() {
    Template template = TestStacks.template();
    for (Template.Function function : template.functions()) {
      for (Template.Source source : function.sources()) {
        Template.Queue queue = template.queue(source.queue());
        Duration needed = function.timeout().multipliedBy(6);
        assertThat(queue.visibility()).as(queue.id()).isGreaterThanOrEqualTo(needed);
        assertThat(queue.redrive()).as(queue.id()).isNotNull();
        assertThat(source.reportsFailures()).as(function.id()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("parametersOfFunctions")
  void aChangedParameterPublishesAVersionOfTheFunctionsThatItChanges(
      String parameter, String otherValue) {
    Template before = TestStacks.template();
    Template after = Template.read(TEMPLATE, Map.of(parameter, otherValue));
    assertThat(before.functions()).anyMatch(function -> changes(function, after));
    assertThat(before.functions())
        .allSatisfy(
            function ->
                assertThat(function.versionDescription())
                    .as(function.id())
                    .matches(
                        description ->
                            changes(function, after)
                                != description.equals(
                                    after.function(function.id()).versionDescription())));
  }

  static List<Arguments> parametersOfFunctions() {
    return List.of(
        Arguments.of("Architecture", "x86_64"),
        Arguments.of("RetentionDays", "30"),
        Arguments.of("IssueStream", "on"),
        Arguments.of("SnapStart", "PublishedVersions"),
        Arguments.of("MetricDetail", "ALL"));
  }

  @Test
  void noOtherParameterIsPartOfAVersion() {
    Template before = TestStacks.template();
    List<Object> tested =
        parametersOfFunctions().stream().map(arguments -> arguments.get()[0]).toList();
    for (String parameter : before.parameters().keySet()) {
      if (!tested.contains(parameter)) {
        Template after = Template.read(TEMPLATE, Map.of(parameter, "7"));
        assertThat(before.functions())
            .as(parameter)
            .noneMatch(function -> changes(function, after));
      }
    }
  }

  /** Whether what Lambda freezes in a version differs between the two templates. */
  private static boolean changes(Template.Function before, Template other) {
    Template.Function after = other.function(before.id());
    return !(before.environment().equals(after.environment())
        && before.architecture().equals(after.architecture())
        && before.snapStart().equals(after.snapStart())
        && before.memoryMegabytes() == after.memoryMegabytes()
        && before.timeout().equals(after.timeout()));
  }

  @Test
  void anAttemptAtCountingIsLeftAloneForLongerThanItsFunctionRunsAndNotForLongerThanAMessage() {
    Template template = TestStacks.template();
    for (String id : List.of("SaveEventsFunction", "CountOutcomesFunction")) {
      Template.Function function = template.function(id);
      assertThat(DynamoCounting.ATTEMPT_DURATION).as(id).isGreaterThan(function.timeout());
      for (Template.Source source : function.sources()) {
        assertThat(DynamoCounting.ATTEMPT_DURATION)
            .as("before %s shows a message again", source.queue())
            .isLessThan(template.queue(source.queue()).visibility());
      }
    }
  }

  @Test
  void aFunctionHasTheTimeThatItsWorkTakes() {
    Template template = TestStacks.template();
    assertThat(template.function("SaveEventsFunction").timeout())
        .as("a batch is begun, and a call may hang once")
        .isGreaterThan(Saving.TIME_MIN.plus(AwsClients.ATTEMPT_TIMEOUT));
    assertThat(template.function("SaveAttachmentsFunction").timeout())
        .as("the largest attachment in the most chunks")
        .isGreaterThan(AttachmentSaving.TIME_NEEDED_MAX);
  }

  @Test
  void anEventIsRecognisedForLongerThanQueuesKeepIt() {
    Template.Queue queue = TestStacks.template().queue("EventsQueue");
    Template.Queue dead = TestStacks.template().queue("EventsDeadLetterQueue");
    // A message keeps its age where it becomes a dead letter, and begins anew where it is redriven.
    assertThat(DeduplicationHorizon.of(Duration.ofDays(1)))
        .isGreaterThan(dead.retention().plus(queue.retention()));
  }

  @Test
  void theBucketKeepsDataForTheRetentionAndStagedBytesForLonger() throws Exception {
    String template = Files.readString(TestStacks.root().resolve("template.yaml"));
    assertThat(template)
        .containsPattern("Prefix: segments/\\s+ExpirationInDays: !Ref RetentionDays")
        .containsPattern("Prefix: attachments/\\s+ExpirationInDays: !Ref RetentionDays")
        .containsPattern("Prefix: staging/\\s+ExpirationInDays: 60")
        // An event and its attachment wait out a queue each, are redriven and wait again.
        .doesNotContainPattern("MessageRetentionPeriod: (?!1209600|345600)");
  }

  @Test
  void everyTableDeletesWhatHasExpired() {
    assertThat(TestStacks.template().tables())
        .extracting(Template.Table::id)
        .containsExactlyInAnyOrder("ProjectsTable", "IssuesTable", "EventsTable", "UsageTable");
    assertThat(TestStacks.template().tables())
        .allSatisfy(table -> assertThat(table.expiry()).isEqualTo("expires"));
  }
}
