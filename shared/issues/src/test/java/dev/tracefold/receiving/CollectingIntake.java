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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An intake whose queues and staging are lists that a test can look at. */
final class CollectingIntake {

  static final String KEY = "a".repeat(32);

  private static final Projects PROJECTS =
      new Projects() {
        @Override
        public Optional<Project> find(long projectId) {
          return Optional.of(new Project(1, 1, "demo", null, true, ProjectOptions.NONE));
        }

        @Override
        public Optional<ProjectKey> findKey(String publicKey) {
          return publicKey.equals(KEY)
              ? Optional.of(new ProjectKey(7, KEY, 1, true))
              : Optional.empty();
        }
      };

  final Map<String, Bytes> staged = new HashMap<>();
  final List<String> messages = new ArrayList<>();
  final List<AttachmentJob> jobs = new ArrayList<>();
  final List<OutcomeMessage> outcomes = new ArrayList<>();

  private final Intake intake;

  CollectingIntake() {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    RateBuckets unused =
        (bucket, limit, seen, since, cost) -> {
          throw new AssertionError("the project has no limit");
        };
    intake =
        new Intake(
            PROJECTS,
            staged::put,
            bodies -> all(messages, bodies),
            sent -> all(jobs, sent),
            sent -> all(outcomes, sent),
            new RateLimits(unused, clock),
            clock);
  }

  /** Answers a request that shows the key. */
  IntakeResponse post(String path, Map<String, String> headers, byte[] body) {
    return intake.answer(
        new IntakeRequest(
            "request",
            "POST",
            path,
            Map.of("sentry_key", KEY),
            headers,
            Bytes.of(body),
            "203.0.113.7"));
  }

  void clear() {
    staged.clear();
    messages.clear();
    jobs.clear();
    outcomes.clear();
  }

  private static <T> List<T> all(List<T> collected, List<T> sent) {
    collected.addAll(sent);
    return List.of();
  }
}
