package dev.tracefold.benchmark.saving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB writes them in its answers. */
final class DynamoJson {

  private DynamoJson() {}

  static ObjectNode of(Map<String, AttributeValue> item) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    item.forEach(
        (name, value) -> {
          ObjectNode typed = json.putObject(name);
          switch (value.type()) {
            case S -> typed.put("S", value.s());
            case N -> typed.put("N", value.n());
            case BOOL -> typed.put("BOOL", value.bool());
            case B ->
                typed.put("B", Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe()));
            case NUL, SS, NS, BS, M, L, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("items of Tracefold's have no " + value.type());
          }
        });
    return json;
  }
}
