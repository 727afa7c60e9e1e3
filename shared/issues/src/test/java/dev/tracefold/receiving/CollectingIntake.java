package dev.tracefold.receiving;

import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.Projects;
import dev.tracefold.ratelimit.RateBuckets;
import dev.tracefold.ratelimit.RateLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** An intake whose queues and staging are lists that a test can look at. */
final class CollectingIntake {

  static final String KEY = "a".repeat(32);
  static final String DISABLED_KEY = "b".repeat(32);

  /** The key of a project that is switched off. */
  static final String KEY_OF_DISABLED_PROJECT = "c".repeat(32);

  private static final List<ProjectKey> KEYS =
      List.of(
          new ProjectKey(7, KEY, 1, true),
          new ProjectKey(8, DISABLED_KEY, 1, false),
          new ProjectKey(9, KEY_OF_DISABLED_PROJECT, 2, true));

  final Map<String, Bytes> staged = new HashMap<>();
  final List<String> messages = new ArrayList<>();
  final List<AttachmentJob> jobs = new ArrayList<>();
  final List<OutcomeMessage> outcomes = new ArrayList<>();

  private final Intake intake;

  CollectingIntake() {
    this(ProjectOptions.NONE);
  }

  CollectingIntake(ProjectOptions options) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    RateBuckets unused =
        (bucket, limit, seen, since, cost) -> {
          throw new AssertionError("the project has no limit");
        };
    intake =
        new Intake(
            projects(options),
            staged::put,
            bodies -> all(messages, bodies),
            sent -> all(jobs, sent),
            sent -> all(outcomes, sent),
            new RateLimits(unused, clock),
            clock);
  }

  private static Projects projects(ProjectOptions options) {
    return new Projects() {
      @Override
      public Optional<Project> find(long projectId) {
        return Stream.of(
                new Project(1, 1, "demo", null, true, options),
                new Project(2, 1, "off", null, false, options))
            .filter(project -> project.id() == projectId)
            .findAny();
      }

      @Override
      public Optional<ProjectKey> findKey(String publicKey) {
        return KEYS.stream().filter(key -> key.publicKey().equals(publicKey)).findAny();
      }
    };
  }

  /** Answers a request that shows the key. */
  IntakeResponse post(String path, Map<String, String> headers, byte[] body) {
    return answer("POST", path, Map.of("sentry_key", KEY), headers, body);
  }

  /** Answers any request. */
  IntakeResponse answer(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {
    return intake.answer(
        new IntakeRequest("request", method, path, query, headers, Bytes.of(body), "203.0.113.7"));
  }

  void clear() {
    staged.clear();
    messages.clear();
    jobs.clear();
    outcomes.clear();
  }

  /** Everything that left the intake, as text. */
  String everything() {
    StringBuilder text = new StringBuilder();
    staged.forEach((key, content) -> text.append(key).append('\n').append(content.text()));
    messages.forEach(message -> text.append('\n').append(message));
    jobs.forEach(job -> text.append('\n').append(job));
    outcomes.forEach(outcome -> text.append('\n').append(outcome));
    return text.toString();
  }

  /** The payloads that were staged, decompressed. */
  String stagedJson() {
    StringBuilder text = new StringBuilder();
    for (Bytes content : staged.values()) {
      try (InputStream in = new GZIPInputStream(content.stream())) {
        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }

  private static <T> List<T> all(List<T> collected, List<T> sent) {
    collected.addAll(sent);
    return List.of();
  }
}
