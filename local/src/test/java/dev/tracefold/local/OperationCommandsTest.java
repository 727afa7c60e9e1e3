package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.embedded.TestStacks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What people do to issues, by commands. */
@TestInstance(Lifecycle.PER_CLASS)
class OperationCommandsTest {
  /** Each makes one more issue. */
  private static final List<String> SAMPLES =
      List.of(
          "two-releases",
          "python-chained-exception",
          "message-with-params",
          "csp-report",
          "bare-event");

  @TempDir private static Path root;

  private final TestSystem system = TestSystem.start();
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeAll
  void sendSamples() throws Exception {
    new Systems(root).announce(system.connection());
    try (var sender = new Sender(system.connection(), system.stack().template())) {
      for (String sample : SAMPLES) {
        sender.send(TestStacks.root().resolve("events").resolve(sample + ".json"));
        assertThat(system.driver().awaitQuiet(Duration.ofSeconds(60))).as("quiet").isTrue();
      }
    }
  }

  @AfterAll
  void stop() {
    system.close();
  }

  @Test
  void issuesAreResolvedIgnoredAndUnresolvedAgain() throws Exception {
    assertThat(run("resolve", "demo-1", "DEMO-2")).isZero();
    assertThat(results()).isEqualTo("DEMO-1 is resolved\nDEMO-2 is resolved\n");
    assertThat(run("resolve", "DEMO-1")).isZero();
    assertThat(results()).isEqualTo("DEMO-1 was like that already\n");
    assertThat(run("resolve", "DEMO-1", "--in-release", "invoice-job@2026.11.1")).isZero();
    assertThat(results()).isEqualTo("DEMO-1 is resolved in invoice-job@2026.11.1\n");
    assertThat(run("resolve", "DEMO-1", "--in-next-release")).isZero();
    assertThat(results()).startsWith("DEMO-1 is resolved in the release after ");
    assertThat(run("ignore", "DEMO-1", "--count", "100", "--window", "60", "--users", "2"))
        .isZero();
    assertThat(results())
        .isEqualTo("DEMO-1 is ignored until 100 events within 60 min or 2 users within 60 min\n");
    assertThat(run("unresolve", "DEMO-1", "DEMO-2", "--json")).isZero();
    assertThat(json())
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.path("done").asBoolean()).isTrue();
              assertThat(result.path("changed").asBoolean()).isTrue();
            });
    assertThat(run("issues", "--status", "resolved")).isZero();
    assertThat(results()).contains("There are no such issues.");
  }

  @Test
  void whatCannotBeIsRefusedAndTheRestIsDone() {
    assertThat(run("unresolve", "DEMO-99", "DEMO-2")).isEqualTo(1);
    assertThat(results()).isEqualTo("DEMO-2 was like that already\n");
    assertThat(progress()).contains("there is no issue 'DEMO-99'");
    assertThat(run("resolve", "DEMO-2", "--in-release", "none@1")).isEqualTo(1);
    assertThat(progress())
        .contains("project demo has no release 'none@1'; create-release makes one");
    assertThat(run("ignore", "DEMO-2", "--window", "5")).isEqualTo(2);
    assertThat(progress()).contains("found --window, expected --count or --users with it");
    assertThat(run("ignore", "DEMO-2", "--count", "0")).isEqualTo(2);
    assertThat(progress()).contains("found a count of 0 events, expected 1 or more");
    assertThat(run("resolve", "DEMO-2", "--in-release", "a", "--in-next-release")).isEqualTo(2);
  }

  @Test
  void issuesAreDeletedAndTheirFutureDiscarded() throws Exception {
    assertThat(run("issues", "--json")).isZero();
    int before = json().size();
    assertThat(run("discard", "DEMO-5")).isZero();
    assertThat(results()).isEqualTo("DEMO-5 is deleted, its future events are discarded\n");
    assertThat(run("delete", "DEMO-5")).isEqualTo(1);
    assertThat(progress()).contains("there is no issue 'DEMO-5'");
    assertThat(run("issues", "--json")).isZero();
    assertThat(json()).hasSize(before - 1);
    assertThat(run("discarded", "--json")).isZero();
    assertThat(json()).hasSize(1);
    String id = json().get(0).path("id").asText();
    assertThat(run("discarded")).isZero();
    assertThat(results()).contains(id, "demo");
    assertThat(run("undiscard", id)).isZero();
    assertThat(run("undiscard", id)).isEqualTo(1);
    assertThat(progress()).contains("nothing of id");
    assertThat(run("discarded")).isZero();
    assertThat(results()).isEqualTo("Nothing is discarded.\n");
  }

  @Test
  void releasesAreMadeAndListed() throws Exception {
    assertThat(run("create-release", "demo", "later@1.0", "--date", "2040-01-01T00:00:00Z"))
        .isZero();
    assertThat(results()).isEqualTo("Release later@1.0 is made.\n");
    assertThat(run("create-release", "1", "later@1.0", "--json")).isZero();
    assertThat(json().path("created").asBoolean()).isFalse();
    assertThat(json().path("added").asText()).isEqualTo("2040-01-01T00:00:00Z");
    assertThat(run("releases", "demo", "--json")).isZero();
    assertThat(json().size()).isGreaterThan(3);
    assertThat(json().get(0).path("version").asText()).isEqualTo("later@1.0");
    assertThat(json().get(0).path("lastSeen").isNull()).isTrue();
    assertThat(json())
        .filteredOn(r -> r.path("version").asText().equals("invoice-job@2026.11.1"))
        .singleElement()
        .satisfies(
            release -> {
              assertThat(release.path("newIssues").asInt()).isEqualTo(2);
              assertThat(release.path("environments").get(0).asText()).isEqualTo("production");
            });
    assertThat(run("releases", "demo", "--limit", "1")).isZero();
    assertThat(results().lines()).hasSize(2);
    assertThat(run("create-release", "demo", "latest")).isEqualTo(2);
    assertThat(progress()).contains("found version 'latest'");
    assertThat(run("releases", "nobody")).isEqualTo(1);
  }

  @Test
  void eventsAndUsersAreErased() throws Exception {
    assertThat(run("issue", "DEMO-1", "--json")).isZero();
    JsonNode before = json();
    String id = before.path("events").get(0).path("id").asText();
    assertThat(run("erase", "event", "demo", id)).isZero();
    assertThat(results()).isEqualTo(id + " is erased with 0 attachments\n");
    assertThat(run("issue", "DEMO-1", "--json")).isZero();
    assertThat(json().path("timesSeen")).isEqualTo(before.path("timesSeen"));
    assertThat(json().path("events")).hasSize(before.path("events").size() - 1);
    assertThat(run("erase", "event", "demo", "0".repeat(32), "--json")).isEqualTo(1);
    assertThat(json().get(0).path("erased").asBoolean()).isFalse();
    assertThat(progress()).contains("project demo has no event");

    String user = before.path("latestEvent").path("user").path("id").asText();
    assertThat(user).isNotEmpty();
    assertThat(run("erase", "user", "demo", "--id", user, "--json")).isZero();
    assertThat(json().path("events").asInt()).isPositive();
    assertThat(progress()).contains("segments read");
    assertThat(run("erase", "user", "demo", "--id", user)).isZero();
    assertThat(results()).isEqualTo("The user is erased, with 0 events and 0 attachments\n");
    assertThat(run("erase", "user", "demo")).isEqualTo(2);
    assertThat(run("erase", "user", "demo", "--email", "")).isEqualTo(2);
    assertThat(progress()).contains("expected a value that identifies the user");
    assertThat(run("erase", "user", "nobody", "--id", "1")).isEqualTo(1);
  }

  @Test
  void issuesAreMergedAndUnmerged() throws Exception {
    assertThat(run("issue", "DEMO-4", "--json")).isZero();
    JsonNode fourth = json();
    assertThat(run("merge", "DEMO-4", "--into", "demo-3")).isZero();
    assertThat(results()).isEqualTo("DEMO-3 has the events of DEMO-4\n");
    assertThat(run("merge", "DEMO-3", "DEMO-4")).isZero();
    assertThat(results()).isEqualTo("DEMO-3 had the events of DEMO-4 already\n");
    assertThat(run("issue", "DEMO-4", "--json")).isZero();
    JsonNode merged = json();
    assertThat(merged.path("shortId").asText()).isEqualTo("DEMO-3");
    assertThat(merged.path("hashes").size()).isGreaterThan(1);
    assertThat(run("merge", "DEMO-4", "DEMO-3")).isEqualTo(1);
    assertThat(progress()).contains("was merged into issue", "name that one");

    for (JsonNode hash : fourth.path("hashes")) {
      assertThat(run("unmerge", "DEMO-3", hash.asText(), "--json")).isZero();
    }
    assertThat(run("issue", json().path("shortId").asText(), "--json")).isZero();
    assertThat(json().path("title")).isEqualTo(fourth.path("title"));
    assertThat(json().path("timesSeen")).isEqualTo(fourth.path("timesSeen"));
    assertThat(run("unmerge", "DEMO-3", "abc")).isEqualTo(2);
    assertThat(progress()).contains("found hash 'abc', expected 32 hex digits");
    assertThat(run("unmerge", "DEMO-3", "0".repeat(32))).isEqualTo(1);
    assertThat(progress()).contains("leads to no issue");
  }

  private int run(String... arguments) {
    results.reset();
    progress.reset();
    var terminal =
        new Terminal(
            new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8), false);
    return Tracefold.commandLine(root, terminal, new FunctionLog()).execute(arguments);
  }

  private JsonNode json() throws JsonProcessingException {
    return new ObjectMapper().readTree(results());
  }

  private String results() {
    return results.toString(UTF_8);
  }

  private String progress() {
    return progress.toString(UTF_8);
  }
}
