package dev.tracefold.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.tracefold.project.ProjectOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret leaves the intake, wherever in a request somebody put one. */
final class SecretsTest {

  private static final String CARD = "4111111111111111";

  private final CollectingIntake intake = new CollectingIntake();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"extra\":{\"password\":\"hunter2\"}}",
        "{\"extra\":{\"a\":{\"b\":[{\"client_secret\":\"hunter2\"}]}}}",
        "{\"extra\":{\"module\":[{\"password\":\"hunter2\"}],\"filename\":[{\"token\":\"hunter2\"}]}}",
        "{\"extra\":{\"body\":\"{\\\"password\\\":\\\"hunter2\\\"}\"}}",
        "{\"extra\":{\"card\":4111111111111111}}",
        "{\"contexts\":{\"app\":{\"api_key\":\"hunter2\"}}}",
        "{\"tags\":{\"auth_token\":\"hunter2\"}}",
        "{\"tags\":[[\"password\",\"hunter2\\nhunter2\"],[\"a\",\"token=hunter2\"]]}",
        "{\"tags\":{\"password\":{\"a\":\"hunter2\"}}}",
        "{\"user\":{\"id\":\"4111111111111111\",\"password\":\"hunter2\"}}",
        "{\"user\":[\"password\",\"hunter2\"]}",
        "{\"message\":\"login with password=hunter2\"}",
        "{\"logentry\":{\"message\":\"login with password=%s\",\"params\":[\"hunter2\"]}}",
        "{\"logentry\":{\"message\":\"login with %(password)s\",\"params\":{\"password\":\"hunter2\"}}}",
        "{\"exception\":{\"type\":\"E\",\"value\":\"postgres://u:hunter2@h/db\"}}",
        "{\"exception\":{\"type\":\"E\",\"value\":{\"password\":\"hunter2\"}}}",
        "{\"exception\":[{\"type\":\"E\",\"mechanism\":{\"data\":{\"token\":\"hunter2\"}}}]}",
        "{\"stacktrace\":{\"frames\":[{\"vars\":{\"password\":\"hunter2\",\"self\":{\"secret\":\"hunter2\"}}}]}}",
        "{\"threads\":[{\"stacktrace\":{\"frames\":[{\"vars\":{\"passwd\":\"hunter2\"}}]}}]}",
        "{\"breadcrumbs\":[{\"message\":\"the password is hunter2\"}]}",
        "{\"breadcrumbs\":{\"values\":[{\"data\":{\"Authorization\":\"hunter2\"}}]}}",
        "{\"breadcrumbs\":[{\"data\":{\"url\":\"https://h/?auth=hunter2\"}}]}",
        "{\"request\":{\"headers\":{\"Authorization\":\"Bearer hunter2hunter2\",\"X-Api-Key\":\"hunter2\"}}}",
        "{\"request\":{\"headers\":[[\"Cookie\",\"a=hunter2\"],[\"set-cookie\",[\"hunter2\"]]]}}",
        "{\"request\":{\"headers\":\"Authorization: hunter2\\nCookie: hunter2\"}}",
        "{\"request\":{\"cookies\":{\"a\":\"hunter2\"}}}",
        "{\"request\":{\"query_string\":\"token=hunter2&a=1\"}}",
        "{\"request\":{\"url\":\"https://u:hunter2@h/?access_token=hunter2#id_token=hunter2\"}}",
        "{\"request\":{\"data\":\"{\\\"user\\\":{\\\"password\\\":\\\"hunter2\\\"}}\"}}",
        "{\"request\":{\"data\":\"user=bob&password=hunter2\"}}",
        "{\"request\":{\"data\":\"x {\\\"password\\\": \\\"hunter2\\\"\"}}",
        "{\"request\":{\"env\":{\"DB_PASSWORD\":\"hunter2\",\"HTTP_AUTHORIZATION\":\"hunter2\"}}}",
        "{\"type\":\"transaction\",\"spans\":[{\"data\":{\"secret\":\"hunter2\"}}]}",
        "{\"transaction\":\"/?token=hunter2\",\"culprit\":\"/?token=hunter2\"}",
        "{\"server_name\":\"token=hunter2\",\"site\":\"a://b:hunter2@c\"}",
        "{\"fingerprint\":{\"password\":\"hunter2\"},\"unknown\":{\"password\":\"hunter2\"}}",
        "{\"release\":[\"password=hunter2\"],\"dist\":\"password=hunter2\",\"timestamp\":\"token=hunter2\"}",
        "{\"level\":\"password=hunter2\",\"platform\":\"token=hunter2\",\"type\":\"token=hunter2\"}",
        "{\"_meta\":{\"extra\":{\"\":{\"val\":\"my password is hunter2 token=hunter2\"}}}}",
        "{\"errors\":[{\"name\":\"password\",\"value\":{\"a\":\"hunter2\"}}]}",
      })
  void ofAnEvent(String event) {
    for (String path : new String[] {"/api/1/store/", "/api/1/envelope/"}) {
      String body = path.contains("store") ? event : "{}\n{\"type\":\"event\"}\n" + event;
      assertThat(intake.post(path, Map.of(), bytes(body)).status()).isEqualTo(200);
    }
    assertThat(intake.messages).hasSize(2);
    assertThat(intake.everything()).doesNotContain("hunter2", CARD);
  }

  @Test
  void ofAPayloadThatIsStaged() {
    String event =
        "{\"extra\":{\"a\":\"%s\",\"password\":\"hunter2\"}}".formatted("x".repeat(950_000));
    assertThat(intake.post("/api/1/store/", Map.of(), bytes(event)).status()).isEqualTo(200);
    assertThat(intake.staged).hasSize(1);
    assertThat(intake.stagedJson()).contains("xxx").doesNotContain("hunter2");
  }

  @Test
  void ofReportsFeedbackAndAttachments() {
    String envelope =
        """
        {"event_id":"0123456789abcdef0123456789abcdef"}
        {"type":"user_report"}
        {"name":"token=hunter2","email":"4111111111111111","comments":"password=hunter2"}
        {"type":"feedback"}
        {"contexts":{"feedback":{"message":"\\"password\\": \\"hunter2\\"","name":"a://b:hunter2@c"}}}
        {"type":"attachment","length":1,"filename":"token=hunter2.txt","content_type":\
        "text/plain; token=hunter2"}
        x
        """;
    assertThat(intake.post("/api/1/envelope/", Map.of(), bytes(envelope)).status()).isEqualTo(200);
    assertThat(intake.messages).hasSize(2);
    assertThat(intake.jobs).hasSize(1);
    assertThat(intake.everything()).doesNotContain("hunter2", CARD);
  }

  @Test
  void ofFormsAndReportsOfBrowsers() {
    String form =
        """
        --b\r
        Content-Disposition: form-data; name="sentry"\r
        \r
        {"extra":{"password":"hunter2"}}\r
        --b\r
        Content-Disposition: form-data; name="password"\r
        \r
        hunter2\r
        --b\r
        Content-Disposition: form-data; name="upload_file_minidump"; filename="a.dmp"\r
        \r
        MDMP\r
        --b--\r
        """;
    Map<String, String> headers = Map.of("content-type", "multipart/form-data; boundary=b");
    assertThat(intake.post("/api/1/minidump/", headers, bytes(form)).status()).isEqualTo(200);
    String report =
        """
        {"csp-report":{"document-uri":"https://u:hunter2@h/?token=hunter2",\
        "blocked-uri":"https://h/?access_token=hunter2","violated-directive":"img-src a",\
        "script-sample":"password=hunter2"}}""";
    assertThat(intake.post("/api/1/security/", Map.of(), bytes(report)).status()).isEqualTo(200);
    assertThat(intake.messages).hasSize(2);
    assertThat(intake.everything()).doesNotContain("hunter2");
  }

  /** The address of the sender is in the event where the project wants it, and nowhere else. */
  @Test
  void ofTheSendersAddress() {
    CollectingIntake discreet =
        new CollectingIntake(ProjectOptions.NONE.with("sentry:scrub_ip_address", BooleanNode.TRUE));
    String event = "{\"platform\":\"javascript\",\"message\":\"from 203.0.113.7 or 2001:db8::1\"}";
    discreet.post("/api/1/store/", Map.of(), bytes(event));
    assertThat(discreet.messages).singleElement().asString().contains("[ip]");
    assertThat(discreet.everything()).doesNotContain("203.0.113.7", "2001:db8::1");
    intake.post("/api/1/store/", Map.of(), bytes(event));
    assertThat(intake.messages).singleElement().asString().contains("\"ip_address\":\"203.0.113.7");
  }

  @Test
  void ofWhatIsRefused() {
    String[] bodies = {
      "password=hunter2",
      "{}\n{\"type\":\"event\",\"length\":\"hunter2\"}\n",
      "{\"event_id\":\"hunter2\"}\n",
      "{}\n{\"type\":\"password=hunter2\"}\n{}",
      "{}\n{\"type\":\"event\"}\n{\"password\":\"hunter2\"",
      "{}\n{\"type\":\"client_report\"}\n{\"discarded_events\":[{\"reason\":\"token=hunter2\","
          + "\"category\":\"hunter2\",\"quantity\":1}]}",
    };
    for (String body : bodies) {
      IntakeResponse response = intake.post("/api/1/envelope/", Map.of(), bytes(body));
      assertThat(response.toString()).doesNotContain("hunter2");
    }
    assertThat(intake.outcomes).hasSize(bodies.length);
    assertThat(intake.everything()).doesNotContain("hunter2");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
