package dev.tracefold.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.grouping.Component;
import dev.tracefold.grouping.ComponentText;
import dev.tracefold.grouping.GroupedEvent;
import dev.tracefold.grouping.Grouping;
import dev.tracefold.grouping.Variant;
import java.util.List;

/** Groupings as the recorded results write them. */
final class GroupingJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private GroupingJson() {}

  /** What a group command answers. */
  static ObjectNode answer(GroupedEvent grouped, boolean fingerprinting) {
    ObjectNode answer = hashes(grouped.grouping());
    ObjectNode variants = answer.putObject("variants");
    grouped
        .grouping()
        .variants()
        .forEach(
            (name, variant) -> {
              ObjectNode object = variants.putObject(name);
              object.put("type", variant.type());
              object.put("hash", variant.hash().map(hash -> hash.value()).orElse(null));
              object.put("contributes", variant.contributes());
            });
    if (fingerprinting) {
      answer.set("fingerprint", texts(grouped.event().fingerprint()));
      answer.set(
          "matched_rule",
          grouped
              .matchedRule()
              .<JsonNode>map(match -> match.rule().toJson())
              .orElse(JSON.nullNode()));
      if (grouped.event().title() != null) {
        answer.put("title", grouped.event().title());
      }
    }
    return answer;
  }

  /** The hashes of both kinds. */
  static ObjectNode hashes(Grouping grouping) {
    ObjectNode object = JSON.objectNode();
    ArrayNode flat = object.putArray("hashes");
    grouping.hashes().forEach(hash -> flat.add(hash.value()));
    ArrayNode hierarchical = object.putArray("hierarchical_hashes");
    grouping.hierarchicalHashes().forEach(hash -> hierarchical.add(hash.hash().value()));
    return object;
  }

  static ArrayNode texts(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }

  /** Everything that is recorded of a grouping, the dump included. */
  static JsonNode described(Grouping grouping) {
    ObjectNode described = hashes(grouping);
    ObjectNode variants = described.putObject("variants");
    grouping
        .variants()
        .forEach(
            (name, variant) -> {
              ObjectNode object = variants.putObject(name);
              object.put("type", variant.type());
              object.put("hash", variant.hash().map(hash -> hash.value()).orElse(null));
              object.put("contributes", variant.contributes());
              object.put("description", variant.description());
              switch (variant) {
                case Variant.ComponentVariant component -> component(object, component.component());
                case Variant.SaltedComponentVariant salted -> {
                  component(object, salted.component());
                  object.set("values", texts(salted.values()));
                }
                case Variant.CustomFingerprintVariant custom ->
                    object.set("values", texts(custom.values()));
                case Variant.ChecksumVariant checksum -> {}
                case Variant.FallbackVariant fallback -> {}
              }
              object.put("text", ComponentText.of(variant));
            });
    return described;
  }

  private static void component(ObjectNode object, Component component) {
    if (component.hint() != null) {
      object.put("hint", component.hint());
    }
    if (component.label() != null) {
      object.put("tree_label", component.label().text());
    }
  }
}
