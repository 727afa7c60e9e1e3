package dev.tracefold.local.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class SetOptionCommandTest {

  @TempDir private Path root;

  private final Stack stack = TestStacks.create();
  private final DynamoProjects projects =
      new DynamoProjects(stack.endpoints().dynamoDbClient(), stack.table("ProjectsTable"));
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeEach
  void createProject() {
    projects.create(new Project(1, 1, "demo", null, true, ProjectOptions.NONE));
    new Systems(root)
        .announce(
            new Connection(
                "http://key@127.0.0.1:1/1",
                URI.create("http://127.0.0.1:1"),
                stack.endpoints(),
                new LinkedHashMap<>(stack.queueUrls()),
                new LinkedHashMap<>(stack.tables()),
                stack.bucket(),
                Duration.ofDays(90)));
  }

  @Test
  void anOptionIsSetListedAndUnset() {
    String limit = "{\"count\":1000,\"window\":60}";
    assertThat(run("1", "tracefold:rate_limit", limit)).isZero();
    assertThat(option("tracefold:rate_limit")).isEqualTo(limit);
    assertThat(run("1")).isZero();
    assertThat(results()).contains("tracefold:rate_limit", limit, "sentry:scrub_data");
    assertThat(run("1", "tracefold:rate_limit", "--unset")).isZero();
    assertThat(option("tracefold:rate_limit")).isEmpty();
  }

  @Test
  void aLongTextComesFromAFile() throws Exception {
    Path rules = Files.writeString(root.resolve("rules.txt"), "family:native -app\n");
    assertThat(run("1", "sentry:grouping_enhancements", "--file", rules.toString())).isZero();
    assertThat(option("sentry:grouping_enhancements")).isEqualTo("\"family:native -app\\n\"");
  }

  @Test
  void whatIsNotClearIsRefused() {
    assertThat(run("2", "filters:localhost", "true")).isOne();
    assertThat(progress()).contains("no project 2");
    assertThat(run("1", "filters:everything", "true")).isOne();
    assertThat(progress()).contains("filters:everything", "filters:localhost");
    assertThat(run("1", "filters:localhost")).isOne();
    assertThat(run("1", "filters:localhost", "true", "--unset")).isOne();
    assertThat(run("1", "filters:localhost", "maybe")).isOne();
    assertThat(progress()).contains("filters:localhost: found 'maybe', expected true or false");
    assertThat(projects.find(1).orElseThrow().options()).isEqualTo(ProjectOptions.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sentry:option-epoch | 3 | 3",
        "sentry:grouping_config | mobile:2021-02-12 | \"mobile:2021-02-12\"",
        "sentry:secondary_grouping_expiry | 1700000000 | 1700000000",
        "sentry:fingerprinting_rules | type:A -> a | \"type:A -> a\"",
        "sentry:store_crash_reports | -1 | -1",
        "sentry:error_messages | *timeout* | [\"*timeout*\"]",
        "sentry:blacklisted_ips | 203.0.113.0/24 | [\"203.0.113.0/24\"]",
        "filters:legacy-browsers | true | true",
        "filters:legacy-browsers | ie9,default | [\"ie9\",\"default\"]",
        "tracefold:key_rate_limits | {\"7\":{\"count\":1,\"window\":1}}"
            + " | {\"7\":{\"count\":1,\"window\":1}}",
      })
  void soundValuesAreTaken(String name, String text, String stored) throws RefusedValue {
    assertThat(option(List.of(ProjectOption.values()), name).read(text).toString())
        .isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sentry:grouping_config | newest | newstyle:2019-10-29",
        "sentry:secondary_grouping_expiry | -1 | from 0",
        "sentry:grouping_enhancements | family: | Line 1",
        "sentry:fingerprinting_rules | type:A | Line 1",
        "sentry:store_crash_reports | 101 | to 100",
        "sentry:error_messages | '' | 0 lines",
        "sentry:blacklisted_ips | 10.0.0.0/33 | 203.0.113.0/24",
        "filters:legacy-browsers | netscape | opera_pre_15",
        "tracefold:rate_limit | 100/60 | window",
        "tracefold:key_rate_limits | [] | id of a key",
        "tracefold:key_rate_limits | {\"a\":{\"count\":1,\"window\":1}} | whole number",
        "tracefold:key_rate_limits | {\"7\":{\"count\":1}} | window",
      })
  void otherValuesAreRefusedWithWhatIsExpected(String name, String text, String expected) {
    assertThatThrownBy(() -> option(List.of(ProjectOption.values()), name).read(text))
        .isInstanceOf(RefusedValue.class)
        .hasMessageContaining(expected);
  }

  @Test
  void optionsOfTheDeploymentAreSetListedAndUnset() {
    String shed = "[{\"project_id\":1,\"event_type\":null,\"platform\":\"native\"}]";
    assertThat(run("deployment", "store.load-shed-save-event-projects", shed)).isZero();
    assertThat(run("deployment", "sentry:store_crash_reports", "5")).isZero();
    assertThat(run("deployment", "organizations:custom-event-title", "false")).isZero();
    assertThat(projects.deploymentOptions().json("store.load-shed-save-event-projects"))
        .hasValueSatisfying(json -> assertThat(json.toString()).isEqualTo(shed));
    assertThat(run("deployment")).isZero();
    assertThat(results())
        .contains("sentry:store_crash_reports of the deployment is 5")
        .contains("store.load-shed-pipeline-projects", "store.background-grouping-config-id");
    assertThat(run("deployment", "store.load-shed-save-event-projects", "--unset")).isZero();
    assertThat(projects.deploymentOptions().json("store.load-shed-save-event-projects")).isEmpty();
    assertThat(run("deployment", "filters:localhost", "true")).isOne();
    assertThat(progress()).contains("the deployment has no option 'filters:localhost'");
  }

  @Test
  @DisplayName("C-274: an operator is told the place of each mistake in a kill switch")
  void mistakesInAKillSwitchAreToldWithTheirPlace() {
    assertThat(
            run(
                "deployment",
                "store.load-shed-group-creation-projects",
                "[{\"project_id\": 1, \"platform\": null}, {\"event_type\": \"transaction\"}]"))
        .isOne();
    assertThat(progress())
        .contains(
            "condition 1: field project_id is missing",
            "condition 1: field platform is missing",
            "condition 1: field event_type is unknown")
        .doesNotContain("condition 0");
    assertThat(run("deployment", "store.load-shed-group-creation-projects", "{")).isOne();
    assertThat(projects.deploymentOptions()).isEqualTo(ProjectOptions.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "store.background-grouping-sample-rate, 1.5, from 0 to 1",
    "store.background-grouping-sample-rate, NaN, from 0 to 1",
    "store.background-grouping-config-id, newest, newstyle:2019-10-29",
    "sentry:store_crash_reports, -2, to 100",
  })
  void otherValuesOfTheDeploymentAreRefused(String name, String text, String expected) {
    assertThatThrownBy(() -> option(List.of(DeploymentOption.values()), name).read(text))
        .isInstanceOf(RefusedValue.class)
        .hasMessageContaining(expected);
  }

  private static Settable option(List<? extends Settable> options, String name) {
    return Settable.find(options, name).orElseThrow();
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8), false);
    return new CommandLine(new SetOptionCommand(new Systems(root), terminal)).execute(arguments);
  }

  private String option(String name) {
    return projects.find(1).orElseThrow().options().json(name).map(Object::toString).orElse("");
  }

  private String results() {
    return results.toString(UTF_8);
  }

  private String progress() {
    return progress.toString(UTF_8);
  }
}
