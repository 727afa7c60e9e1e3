package dev.tracefold.intake.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InboundFiltersTest {

  private static final FilterSettings ALL =
      new FilterSettings(
          true,
          true,
          true,
          LegacyBrowser.named(List.of("default", "ie11", "netscape_pre_4")),
          List.of("*timeout*", "TypeError: *"),
          List.of("1.*"),
          List.of("203.0.113.7", "198.51.100.16/30", "2001:db8::/33", "no address", "10.0.0.0/33"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user\":{\"ip_address\":\"203.0.113.7\"}} | ip-address",
        "{\"user\":{\"ip_address\":\"203.0.113.8\"}} | ",
        "{\"release\":\"1.2\"} | release-version",
        "{\"release\":\"2.1\"} | ",
        "{\"logentry\":{\"formatted\":\"Read Timeout now\"}} | error-message",
        "{\"exception\":{\"values\":[{\"type\":\"TypeError\",\"value\":\"x\"}]}} | error-message",
        "{\"exception\":{\"values\":[null,{\"type\":\"A\",\"value\":\"x\"}]}} | ",
        "{\"user\":{\"ip_address\":\"::1\"}} | localhost",
        "{\"request\":{\"url\":\"http://localhost:3000/a\"}} | localhost",
        "{\"request\":{\"url\":\"http://localhost.example.com/\"}} | ",
        "{\"request\":{\"url\":\"http://[::1]/\"}} | localhost",
        "{\"user\":{\"ip_address\":\"198.51.100.19\"}} | ip-address",
        "{\"user\":{\"ip_address\":\"198.51.100.20\"}} | ",
        "{\"user\":{\"ip_address\":\"2001:db8:7fff::1\"}} | ip-address",
        "{\"user\":{\"ip_address\":\"2001:db8:8000::1\"}} | ",
        "{\"user\":{\"ip_address\":\"[ip]\"}} | ",
        "{\"exception\":{\"values\":[{\"value\":\"what is fb_xd_fragment\"}]}}"
            + " | browser-extensions",
        "{\"exception\":{\"values\":[{\"stacktrace\":{\"frames\":[{\"abs_path\":\"https://a/b.js\"},"
            + "{\"abs_path\":\"chrome-extension://x/y.js\"}]}}]}} | browser-extensions",
        "{\"exception\":{\"values\":[{\"stacktrace\":{\"frames\":[{\"abs_path\":"
            + "\"chrome-extension://x/y.js\"},{\"abs_path\":\"https://a/b.js\"}]}}]}} | ",
        "{} | ",
      })
  void theFirstFilterThatMatchesGivesTheReason(String event, String reason)
      throws JsonProcessingException {
    ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(event);
    assertThat(InboundFilters.of(ALL).reason(payload, null).orElse(null)).isEqualTo(reason);
    assertThat(InboundFilters.of(FilterSettings.NONE).reason(payload, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0) | legacy-browsers",
        "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0) | ",
        "Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko | legacy-browsers",
        "Mozilla/5.0 (Linux; U; Android 2.2; en-us; Nexus One Build/FRF91) AppleWebKit/533.1"
            + " (KHTML, like Gecko) Version/4.0 Mobile Safari/533.1 | legacy-browsers",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | web-crawlers",
        "Mozilla/5.0 (compatible; SomeBot 1.0) | web-crawlers",
        "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0 | ",
      })
  void userAgentsAreFilteredByWhatTheySay(String userAgent, String reason) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("request").putArray("headers").addArray().add("User-Agent").add(userAgent);
    assertThat(InboundFilters.of(ALL).reason(event, null).orElse(null)).isEqualTo(reason);
  }

  @Test
  void theSendersAddressCountsAsWellAsTheUsers() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    assertThat(InboundFilters.of(ALL).reason(event, "203.0.113.7")).contains("ip-address");
    assertThat(InboundFilters.of(ALL).reason(event, "203.0.113.8")).isEmpty();
  }

  @Test
  void patternsAreLimited() {
    FilterSettings settings =
        new FilterSettings(
            false, false, false, Set.of(), List.of(), Collections.nCopies(101, "x"), List.of());
    assertThat(settings.releases()).hasSize(FilterSettings.PATTERNS_MAX);
  }
}
