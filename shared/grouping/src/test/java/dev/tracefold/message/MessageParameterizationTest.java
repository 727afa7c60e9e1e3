package dev.tracefold.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.conformance.ConformanceFiles;
import dev.tracefold.conformance.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageParameterizationTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "disk 3 of 4 is full, disk <int> of <int> is full",
        "took 1.5ms, took <int>.5ms",
        "took 1.5 ms, took <float> ms",
        "-7 degrees, <int> degrees",
        "at 2024-02-29T23:59:60Z, at <int><int>-29T23:<int>:60Z",
        "at 2024-02-29T23:59:59.123+01:00, at <date>",
        "\"Tue, 3 Mar 2020 9:00 GMT\", \"Tue, <int> Mar <int> <int>:<int> GMT\"",
        "\"Tue, 3 Mar 2020 09:00 GMT\", <date>",
        "\"Fri Mar  6 09:00:00 2020\", <date>",
        "ops@example.org called, <email> called",
        "GET http://h.io/a?b=c failed, GET <url> failed",
        "wss://a, wss://a",
        "\"wss://ab c\", \"<url> c\"",
        "192.168.0.255:80, <ip>:<int>",
        "192.168.0.256:80, <float>.<float>:<int>",
        "1:2:3:4:5:6:7:8, <ip>",
        "at 0:0:0:0::1, at <ip><int>",
        "fe80:%eth0, <ip>",
        "id 0xdeadBEEF, id <hex>",
        "id 0xdeadBEEG, id 0xdeadBEEG",
        "d41d8cd98f00b204e9800998ecf8427e, <md5>",
        "d41d8cd98f00b204e9800998ecf8427ex, d41d8cd98f00b204e9800998ecf8427ex",
        "550e8400-e29b-41d4-a716-446655440000, <uuid>",
        "x550e8400-e29b-41d4-a716-446655440000, x550e8400-e29b-41d4-a716<int>",
      })
  void variablePartsBecomePlaceholders(String message, String parameterized) {
    assertThat(MessageParameterization.parameterize(message)).isEqualTo(parameterized);
  }

  @Test
  void onlyTheFirstTwoFilledLinesStay() {
    assertThat(MessageParameterization.parameterize("a\nb")).isEqualTo("a\nb");
    assertThat(MessageParameterization.parameterize("\n \na\nb\nc")).isEqualTo("a\nb...");
    assertThat(MessageParameterization.parameterize(" a")).isEqualTo("a...");
    assertThat(MessageParameterization.parameterize("a\u2028b\u0085c")).isEqualTo("a\nb...");
    assertThat(MessageParameterization.parameterize("")).isEmpty();
    assertThat(MessageParameterization.parameterize("\t")).isEqualTo("...");
  }

  @Test
  void digitsAndWordsAreThoseOfUnicode() {
    assertThat(MessageParameterization.parameterize("\u0663 items")).isEqualTo("<int> items");
    assertThat(MessageParameterization.parameterize("4\u00b2")).isEqualTo("4\u00b2");
    assertThat(MessageParameterization.parameterize("\ud835\udfcf x")).isEqualTo("<int> x");
  }

  @Test
  void recordedMessagesMatch() {
    ConformanceFiles files = ConformanceFiles.present();
    Tally tally = new Tally("generated/messages");
    for (JsonNode line : files.lines("generated/messages.jsonl.gz")) {
      String message = line.get("message").textValue();
      tally.compare(
          message,
          MessageParameterization.parameterize(message),
          line.get("parameterized").textValue());
    }
    tally.finish();
  }
}
