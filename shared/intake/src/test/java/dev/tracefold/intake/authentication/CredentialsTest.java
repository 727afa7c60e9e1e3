package dev.tracefold.intake.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CredentialsTest {

  private static final String KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

  @Test
  void theHeaderNamesKeyClientAndVersion() {
    assertThat(
            Credentials.ofHeader(
                "Sentry sentry_version=7, sentry_client=sentry.java/8.1.0,sentry_key=" + KEY))
        .contains(new Credentials(KEY, "sentry.java/8.1.0", "7"));
    assertThat(Credentials.ofHeader("sentry_key=" + KEY))
        .contains(new Credentials(KEY, null, Credentials.VERSION_DEFAULT));
  }

  @Test
  void theQueryNamesTheSame() {
    assertThat(Credentials.ofQuery(Map.of("sentry_key", KEY, "sentry_client", "js")))
        .contains(new Credentials(KEY, "js", Credentials.VERSION_DEFAULT));
    assertThat(Credentials.ofQuery(Map.of("sentry_client", "js"))).isEmpty();
  }

  @Test
  void aDsnNamesTheKey() {
    assertThat(Credentials.ofDsn("https://" + KEY + ":secret@host:9000/path/42"))
        .contains(new Credentials(KEY, null, Credentials.VERSION_DEFAULT));
  }

  @Test
  void whatIsNoCredentialIsNone() {
    for (String text : new String[] {"", "Basic abc", "sentry_key=", ",,,", "=", "Sentry"}) {
      assertThat(Credentials.ofHeader(text)).isEmpty();
    }
    for (String text : new String[] {"", "::", "https://host/1", "mailto:x", "http://[", " "}) {
      assertThat(Credentials.ofDsn(text)).isEmpty();
    }
  }

  @Test
  void longNamesAreCut() {
    assertThat(Credentials.ofHeader("sentry_key=k,sentry_client=" + "x".repeat(1000)))
        .map(Credentials::client)
        .hasValueSatisfying(client -> assertThat(client).hasSize(128));
  }
}
