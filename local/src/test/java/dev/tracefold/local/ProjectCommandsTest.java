package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects and their keys, as an operator makes them. */
class ProjectCommandsTest {
  private static final String DEMO_KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

  @TempDir private Path root;

  private final Stack stack = TestStacks.create();
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeEach
  void announce() {
    new Systems(root)
        .announce(
            new Connection(
                "http://" + DEMO_KEY + "@127.0.0.1:1/1",
                URI.create("http://127.0.0.1:1"),
                stack.endpoints(),
                new LinkedHashMap<>(stack.queueUrls()),
                new LinkedHashMap<>(stack.tables()),
                stack.bucket(),
                Duration.ofDays(90)));
  }

  @Test
  void theFirstProjectHasTheDsnThatTheSystemPrints() {
    assertThat(run("projects")).isZero();
    assertThat(results()).contains("There are no projects; 'tracefold create-project SLUG'");

    assertThat(run("create-project", "backend", "--platform", "java")).isZero();
    assertThat(results()).contains("http://" + DEMO_KEY + "@127.0.0.1:1/1");
  }

  @Test
  void everyProjectAndKeyHasAnIdAndADsnOfItsOwn() throws Exception {
    assertThat(run("create-project", "backend")).isZero();
    assertThat(run("create-project", "frontend")).isZero();
    assertThat(run("create-key", "Frontend")).isZero();
    results.reset();

    assertThat(run("projects", "--json")).isZero();
    JsonNode projects = new ObjectMapper().readTree(results());
    assertThat(projects.findValuesAsText("slug")).containsExactly("backend", "frontend");
    assertThat(projects.get(1).path("keys").findValuesAsText("dsn"))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(dsn -> dsn.matches("http://[0-9a-f]{32}@127.0.0.1:1/2"));
    assertThat(projects.findValue("keys").get(0).path("id").asLong())
        .isNotIn(projects.get(1).path("keys").findValuesAsText("id"));

    results.reset();
    assertThat(run("projects")).isZero();
    assertThat(results()).containsPattern("2 +frontend +enabled +none yet +http://");
  }

  @Test
  void whatCannotBeMadeIsToldAndChangesNothing() {
    assertThat(run("create-project", "backend")).isZero();
    assertThat(run("create-project", "backend")).isEqualTo(1);
    assertThat(progress()).contains("project 1 has the slug 'backend' already");
    assertThat(run("create-project", "No Slug")).isEqualTo(1);
    assertThat(progress()).contains("found 'No Slug'");
    assertThat(run("create-key", "9")).isEqualTo(1);
    assertThat(progress()).contains("there is no project '9'");
    results.reset();
    assertThat(run("projects")).isZero();
    assertThat(results().lines()).hasSize(2);
  }

  private int run(String... arguments) {
    return Tracefold.commandLine(
            root,
            new Terminal(
                new PrintStream(results, true, UTF_8),
                new PrintStream(progress, true, UTF_8),
                false),
            new FunctionLog())
        .execute(arguments);
  }

  private String results() {
    return results.toString(UTF_8);
  }

  private String progress() {
    return progress.toString(UTF_8);
  }
}
