package dev.tracefold.intake.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as browsers give them for the same addresses. */
final class UrlPathTest {

  @ParameterizedTest
  @CsvSource({
    "https://e.io/a/../b.js?c#d, /b.js",
    "https://user:word@e.io:8080/a b.js, /a%20b.js",
    "http:e.io\\a.js, /a.js",
    "http://[::1]:80/a.js, /a.js",
    "http://%65.io/%2e/é.js, /%C3%A9.js",
    "file:///usr/lib/a.js, /usr/lib/a.js",
    "applewebdata://A-B/a.js, /a.js",
  })
  void thePathNamesTheScript(String address, String path) {
    assertThat(UrlPath.of(address)).contains(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://e.io/",
        "https://",
        "http://|/a.js",
        "http://e io/a.js",
        "http://e%2fio/a.js",
        "http://:80/a.js",
        "http://e.io:port/a.js",
        "http://e.io:65536/a.js",
        "ftp://e.io/a.js",
        "/a.js",
      })
  void whatIsNoAddressOfAScriptHasNoPath(String address) {
    assertThat(UrlPath.of(address)).isEmpty();
  }
}
