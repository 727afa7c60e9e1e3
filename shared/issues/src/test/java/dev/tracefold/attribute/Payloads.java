package dev.tracefold.attribute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Payloads from text, with single quotes, so that tests stay readable. */
final class Payloads {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private Payloads() {}

  static ObjectNode payload(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** The tags as {@code key=value}, in their order; null entries as {@code null}. */
  static List<String> tags(ObjectNode payload) {
    List<String> tags = new ArrayList<>();
    payload
        .path("tags")
        .forEach(
            pair ->
                tags.add(
                    pair.isArray()
                        ? pair.path(0).asText() + "=" + pair.path(1).asText()
                        : pair.toString()));
    return tags;
  }
}
