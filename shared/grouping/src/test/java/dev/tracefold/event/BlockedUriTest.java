package dev.tracefold.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BlockedUriTest {

  @ParameterizedTest(name = "{0} becomes {1}")
  @DisplayName("C-108: a blocked URI keeps its scheme and host")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\", 'self'",
        "self, 'self'",
        "'self', 'self'",
        "data, data:",
        "blob, blob:",
        "inline, inline:",
        "\"data:text/plain;base64,xx\", data:",
        "https, https://",
        "ws, ws://",
        "ws://h/x, ws://h",
        "foo://h/x, foo://h",
        "FOO://H/x, foo://H",
        "file:///x, file://",
        "https://a.b:8080/x, a.b:8080",
        "http://a.b?x#y, a.b",
        "HTTP://u@a.b/, u@a.b",
        "\"a b:c\", \"\"",
        "localhost:8080, \"\"",
        "//h:80/x, //h:80",
        "http:80, \"\"",
        "htt\tps://a/, a"
      })
  void keepsSchemeAndHost(String uri, String normalized) {
    assertThat(BlockedUri.normalize(uri)).isEqualTo(normalized);
  }

  @Test
  @DisplayName("C-108: a missing blocked URI is the page itself")
  void aMissingUriIsThePage() {
    assertThat(BlockedUri.normalize(null)).isEqualTo("'self'");
  }
}
