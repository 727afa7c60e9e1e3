package dev.tracefold.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadJsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"plain", "äß€😀", "\ud83d", "\ude00 turned", "\u0000\u001f\""})
  void whatIsWrittenIsReadBack(String text) {
    JsonNode node = JsonNodeFactory.instance.objectNode().put("text", text).put("number", 1.5);

    assertThat(PayloadJson.read(PayloadJson.writeBytes(node))).contains(node);
  }
}
