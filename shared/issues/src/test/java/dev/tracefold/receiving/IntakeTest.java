package dev.tracefold.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in where, and what they are told. */
final class IntakeTest {

  private static final String ENVELOPE = "{}\n{\"type\":\"event\"}\n{\"message\":\"hi\"}\n";

  private final CollectingIntake intake = new CollectingIntake();

  @ParameterizedTest
  @CsvSource({
    "POST, /api/1/envelope/, 200",
    "POST, /api/1/envelope, 200",
    "POST, //api//1/envelope//, 200",
    "POST, /api/demo/envelope/, 200",
    "POST, /api/1/store/, 400",
    "POST, /api/store/, 400",
    "POST, /api/1/minidump, 400",
    "POST, /api/1/security/, 400",
    "POST, /api/1/csp-report/, 400",
    "POST, /api/1/nel/, 200",
    "POST, /api/1/events/0123456789abcdef0123456789abcdef/attachments/, 400",
    "POST, /api/1/cron/backup/, 200",
    "POST, /api/0/projects/org/demo/user-feedback/, 400",
    "POST, /api/1/events/nonsense/attachments/, 404",
    "POST, /api/1/unreal/, 404",
    "POST, /api/0/projects/org/user-feedback/, 404",
    "POST, /api/1/envelope/more/, 404",
    "POST, /api/1/../2/envelope/, 404",
    "POST, /api/%2e%2e/envelope/, 403",
    "POST, /api/1%2F..%2F2/envelope/, 403",
    "POST, /api/100000000000000000000/envelope/, 403",
    "POST, /api/-1/envelope/, 403",
    "POST, /api/01/envelope/, 403",
    "POST, /api/2/envelope/, 403",
    "POST, /, 404",
    "PUT, /api/1/envelope/, 405",
    "GET, /api/1/envelope/, 405",
    "GET, /api/1/cron/backup/, 200",
    "GET, /health, 200",
    "HEAD, /health/, 200",
    "GET, /api/relay/healthcheck/ready/, 200",
    "POST, /health, 405",
    "OPTIONS, /api/1/envelope/, 204",
    "OPTIONS, /api/0/projects/org/demo/user-feedback/, 204",
  })
  void everyAnswerMayBeReadByPages(String method, String path, int status) {
    IntakeResponse response =
        intake.answer(
            method, path, Map.of("sentry_key", CollectingIntake.KEY), Map.of(), bytes(ENVELOPE));
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers())
        .containsEntry("access-control-allow-origin", "*")
        .containsEntry(
            "access-control-expose-headers", "x-sentry-error, x-sentry-rate-limits, retry-after");
  }

  @Test
  void aBrowserHearsWhatItMaySend() {
    IntakeResponse response =
        intake.answer("OPTIONS", "/api/1/envelope/", Map.of(), Map.of(), new byte[0]);
    assertThat(response.headers())
        .containsEntry("access-control-allow-methods", "POST, OPTIONS")
        .hasEntrySatisfying(
            "access-control-allow-headers",
            allowed -> assertThat(allowed).contains("x-sentry-auth", "content-encoding"));
  }

  @ParameterizedTest
  @CsvSource({
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 200, ",
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, 403, disabled",
    "cccccccccccccccccccccccccccccccc, 403, does not accept events",
    "dddddddddddddddddddddddddddddddd, 403, unknown sentry_key",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, 401, bad sentry_key",
    "../1, 401, bad sentry_key",
  })
  void onlyAKeyThatIsKnownAndEnabledLetsIn(String key, int status, String detail) {
    String[] headers = {
      "Sentry sentry_version=7, sentry_key=" + key, "sentry_key=" + key + ",sentry_client=a/1"
    };
    for (String header : headers) {
      IntakeResponse response =
          intake.answer(
              "POST",
              "/api/" + (key.startsWith("c") ? 2 : 1) + "/envelope/",
              Map.of(),
              Map.of("x-sentry-auth", header),
              bytes(ENVELOPE));
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.body()).contains(detail == null ? "\"id\"" : detail);
    }
    assertThat(intake.messages).hasSize(status == 200 ? 2 : 0);
    assertThat(intake.outcomes).isEmpty();
  }

  @Test
  void ofTooManyAttachmentsTheFirstAreKept() {
    String attachments = "{\"type\":\"attachment\",\"length\":1}\nx\n".repeat(32);
    String envelope = "{}\n" + attachments + "{\"type\":\"event\"}\n{}\n";
    assertThat(intake.post("/api/1/envelope/", Map.of(), bytes(envelope)).status()).isEqualTo(200);
    assertThat(intake.staged).hasSize(EnvelopeAttachments.ATTACHMENTS_MAX);
    assertThat(intake.outcomes)
        .hasSize(2)
        .extracting(OutcomeMessage::outcome)
        .containsOnly(new Outcome.Invalid("too_many_attachments"));
  }

  @Test
  void filesOfOneContentAreToldApartByTheirNamesHoweverLateTheyCome() {
    for (String name : List.of("a.log", "b.log", "a.log")) {
      String late =
          """
          {"event_id":"%s"}
          {"type":"attachment","filename":"%s","length":5}
          hello
          """
              .formatted("e".repeat(32), name);
      assertThat(intake.post("/api/1/envelope/", Map.of(), bytes(late)).status()).isEqualTo(200);
    }

    assertThat(intake.jobs).hasSize(3);
    assertThat(intake.jobs.get(0).itemId())
        .isNotEqualTo(intake.jobs.get(1).itemId())
        .isEqualTo(intake.jobs.get(2).itemId());
    assertThat(intake.staged).hasSize(2);
  }

  @Test
  void anEnvelopeMayNameItsKeyInItsDsn() {
    String named = "{\"dsn\":\"https://" + CollectingIntake.KEY + "@host/1\"}\n";
    assertThat(unshown("/api/1/envelope/", named).status()).isEqualTo(200);
    assertThat(unshown("/api/2/envelope/", named).status()).isEqualTo(403);
    assertThat(unshown("/api/1/envelope/", "{\"dsn\":7}\n").status()).isEqualTo(401);
    assertThat(unshown("/api/1/store/", named).status()).isEqualTo(401);
    assertThat(unshown("/api/1/envelope/", "no envelope").status()).isEqualTo(401);
    assertThat(intake.outcomes).isEmpty();
  }

  @Test
  void reportersThatCanDoNothingElsePutTheKeyIntoThePath() {
    String key = CollectingIntake.KEY;
    assertThat(unshown("/api/1/cron/backup/" + key + "/", "").status()).isEqualTo(200);
    assertThat(unshown("/api/1/unreal/" + key + "/", "crash").status()).isEqualTo(200);
    assertThat(unshown("/api/1/cron/backup/", "").status()).isEqualTo(401);
    assertThat(unshown("/api/1/unreal/nonsense/", "").status()).isEqualTo(401);
    assertThat(intake.outcomes)
        .extracting(OutcomeMessage::outcome)
        .containsExactly(Triage.UNSAVED, Triage.UNSAVED);
  }

  private IntakeResponse unshown(String path, String body) {
    return intake.answer("POST", path, Map.of(), Map.of(), bytes(body));
  }

  @Test
  void sdksAreToldWhatIsNotSaved() {
    IntakeResponse response =
        intake.post(
            "/api/1/envelope/",
            Map.of(),
            bytes(
                """
                {}
                {"type":"session"}
                {}
                {"type":"sessions"}
                {}
                {"type":"replay_event"}
                {}
                {"type":"log","item_count":25}
                {"items":[1,2,3,4,5,6,7,8,9,10,11]}
                {"type":"unreal_report"}
                {}
                {"type":"event"}
                {}
                """));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry(
            "x-sentry-rate-limits", "3600:session;replay;log_item:organization:not_stored");
    assertThat(intake.messages).hasSize(1);
    assertThat(intake.outcomes)
        .extracting(sent -> sent.category().wireName() + " " + sent.quantity())
        .containsExactly("session 1", "session 1", "replay 1", "log_item 25", "error 1");
    assertThat(intake.post("/api/1/envelope/", Map.of(), bytes(ENVELOPE)).headers())
        .doesNotContainKey("x-sentry-rate-limits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"novelty", "Event", " event"})
  void anItemOfAnUnknownTypeIsNoFaultOfItsSender(String type) {
    IntakeResponse response =
        intake.post("/api/1/envelope/", Map.of(), bytes("{}\n{\"type\":\"" + type + "\"}\n{}\n"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(intake.outcomes)
        .singleElement()
        .satisfies(sent -> assertThat(sent.outcome().reason()).isEqualTo("unknown_item_type"));
  }

  @Test
  void whatAnSdkSaysOfItselfWithItsKeyIsKept() {
    Map<String, String> headers =
        Map.of(
            "x-sentry-auth",
            "Sentry sentry_key=" + CollectingIntake.KEY + ", sentry_client=raven-node/2.1.0");
    intake.answer("POST", "/api/1/store/", Map.of(), headers, bytes("{}"));
    intake.answer(
        "POST", "/api/1/store/", Map.of(), headers, bytes("{\"sdk\":{\"name\":\"own\"}}"));
    assertThat(intake.messages.getFirst())
        .contains("\"sdk\":{\"name\":\"raven-node\",\"version\":\"2.1.0\"}");
    assertThat(intake.messages.getLast()).contains("\"sdk\":{\"name\":\"own\"}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
