package dev.tracefold.intake.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InboundFiltersTest {

  private static final FilterSettings ALL =
      new FilterSettings(
          true, List.of("*timeout*", "TypeError: *"), List.of("1.*"), List.of("203.0.113.7"));

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
        "{} | ",
      })
  void theFirstFilterThatMatchesGivesTheReason(String event, String reason)
      throws JsonProcessingException {
    ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(event);
    assertThat(InboundFilters.reason(payload, ALL).orElse(null)).isEqualTo(reason);
    assertThat(
            InboundFilters.reason(
                payload, new FilterSettings(false, List.of(), List.of(), List.of())))
        .isEmpty();
  }

  @Test
  void patternsAreLimited() {
    FilterSettings settings =
        new FilterSettings(false, List.of(), Collections.nCopies(101, "x"), List.of());
    assertThat(settings.releases()).hasSize(FilterSettings.PATTERNS_MAX);
  }
}
