package dev.tracefold.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.enhancement.BuiltinRules;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.event.EventReader;
import dev.tracefold.fingerprint.FingerprintMatcher;
import dev.tracefold.fingerprint.FingerprintRule;
import dev.tracefold.fingerprint.FingerprintRules;
import dev.tracefold.fingerprint.MatchedRule;
import dev.tracefold.grouping.Component;
import dev.tracefold.grouping.ComponentText;
import dev.tracefold.grouping.GroupedEvent;
import dev.tracefold.grouping.Grouper;
import dev.tracefold.grouping.Grouping;
import dev.tracefold.grouping.GroupingConfig;
import dev.tracefold.grouping.GroupingSetup;
import dev.tracefold.grouping.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs the recorded groupings of whole events (README of the recorded results, 4 and 8). */
public final class GroupingCases {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ConformanceFiles files;
  private final UnaryOperator<ObjectNode> normalization;

  /**
   * Cases that are normalised before they are grouped.
   *
   * @param normalization what the intake does to a payload
   */
  public GroupingCases(ConformanceFiles files, UnaryOperator<ObjectNode> normalization) {
    this.files = files;
    this.normalization = normalization;
  }

  /** Every static input with every configuration, full dumps included. */
  public void compareInputs() {
    Tally tally = new Tally("grouping inputs x configurations");
    for (GroupingConfig config : GroupingConfig.ALL) {
      JsonNode expected =
          files.json("grouping/expected/" + config.id().replace(':', '@') + ".json");
      for (var input : files.folder("grouping/inputs").entrySet()) {
        ObjectNode payload = (ObjectNode) input.getValue();
        JsonNode control = payload.remove("_grouping");
        String rules = control == null ? "" : control.path("enhancements").asText("");
        GroupedEvent grouped =
            group(normalization.apply(payload), config, rules, true, FingerprintRules.NONE);
        tally.compare(
            config.id() + " " + input.getKey(),
            GroupingJson.described(grouped.grouping()),
            expected.get(input.getKey()));
      }
    }
    tally.finish();
  }

  /**
   * The generated events with their four configurations.
   *
   * @param normalized whether those that the intake does not change, or those that it does
   */
  public void compareEvents(boolean normalized) {
    Tally hashes = new Tally("generated/events, normalized: " + normalized);
    Tally dumps = new Tally("generated/events_text, normalized: " + normalized);
    Map<String, JsonNode> texts = new HashMap<>();
    for (JsonNode line : files.lines("generated/events_text.jsonl.gz")) {
      texts.put(line.get("id").textValue(), line.get("text"));
    }
    for (JsonNode line : files.lines("generated/events.jsonl.gz")) {
      if (line.get("normalized").asBoolean() != normalized) {
        continue;
      }
      String id = line.get("id").textValue();
      ObjectNode payload = line.get("event").deepCopy();
      ObjectNode event = normalized ? payload : normalization.apply(payload);
      FingerprintRules rules = rules(line.path("fingerprinting").asText(""));
      for (Map.Entry<String, JsonNode> entry : line.get("expected").properties()) {
        GroupedEvent grouped =
            group(
                event,
                GroupingConfig.find(entry.getKey()).orElseThrow(),
                line.path("enhancements").asText(""),
                line.path("builtin_rules").asBoolean(true),
                rules);
        String name = id + " " + entry.getKey() + " " + line.get("kind").textValue();
        hashes.compare(
            name, GroupingJson.answer(grouped, line.has("fingerprinting")), entry.getValue());
        dumps.compare(
            name,
            dump(grouped.grouping()),
            texts.getOrDefault(id, JSON.nullNode()).get(entry.getKey()));
      }
    }
    finishBoth(hashes, dumps);
  }

  /** Server-side fingerprint rules, on stack traces as they were sent. */
  public void compareFingerprinting() {
    Tally tally = new Tally("fingerprinting");
    JsonNode expected = files.json("fingerprinting/expected.json");
    for (var input : files.folder("fingerprinting/inputs").entrySet()) {
      ObjectNode payload = (ObjectNode) input.getValue();
      List<FingerprintRule> rules = new ArrayList<>();
      payload.remove("_fingerprinting_rules").forEach(rule -> rules.add(rule(rule)));
      GroupingSetup plain = GroupingSetup.of(GroupingConfig.NEWSTYLE_2019_10_29);
      GroupedEvent grouped =
          Grouper.groupNormalized(
              EventReader.read(normalization.apply(payload)),
              new GroupingSetup(
                  plain.config(), plain.enhancements(), FingerprintRules.of(rules), true));
      ObjectNode found = JSON.objectNode();
      ObjectNode config = found.putObject("config");
      config.putArray("rules").addAll(rules.stream().map(FingerprintRule::toJson).toList());
      config.put("version", 1);
      found.set("fingerprint", GroupingJson.texts(grouped.event().fingerprint()));
      ObjectNode wanted = expected.path(input.getKey()).deepCopy();
      // The title of an event without a custom one is not for grouping to say.
      String title = grouped.event().title();
      found.put("title", title == null ? wanted.path("title").textValue() : title);
      ObjectNode variants = found.putObject("variants");
      ObjectNode hashes = found.putObject("hashes");
      grouped
          .grouping()
          .variants()
          .forEach(
              (name, variant) -> {
                exported(variants.putObject(name), variant);
                hashes.put(name, variant.hash().map(hash -> hash.value()).orElse(null));
              });
      tally.compare(input.getKey(), found, wanted);
    }
    tally.finish();
  }

  private static void exported(ObjectNode object, Variant variant) {
    object.put("type", variant.type());
    switch (variant) {
      case Variant.ComponentVariant component -> flags(object, component.component());
      case Variant.SaltedComponentVariant salted -> {
        flags(object, salted.component());
        fingerprint(object, salted.values(), salted.matchedRule());
      }
      case Variant.CustomFingerprintVariant custom ->
          fingerprint(object, custom.values(), custom.matchedRule());
      case Variant.ChecksumVariant checksum -> {}
      case Variant.FallbackVariant fallback -> {}
    }
  }

  private static void flags(ObjectNode object, Component component) {
    object
        .putObject("component")
        .put("contributes", component.contributes())
        .put("contributes_to_similarity", component.contributesToSimilarity())
        .put("hint", component.hint());
  }

  private static void fingerprint(
      ObjectNode object, List<String> values, @Nullable MatchedRule matchedRule) {
    object.set("values", GroupingJson.texts(values));
    if (matchedRule != null) {
      object.put("matched_rule", matchedRule.rule().toString());
      if (matchedRule.replacesClientFingerprint()) {
        object.set("client_values", GroupingJson.texts(matchedRule.clientFingerprint()));
      }
    }
  }

  private static FingerprintRule rule(JsonNode stored) {
    List<FingerprintMatcher> matchers = new ArrayList<>();
    for (JsonNode pair : stored.get("matchers")) {
      String key = pair.get(0).textValue();
      boolean negated = key.startsWith("!");
      matchers.add(
          new FingerprintMatcher(
              negated ? key.substring(1) : key, pair.get(1).textValue(), negated));
    }
    List<String> fingerprint = new ArrayList<>();
    stored.get("fingerprint").forEach(element -> fingerprint.add(element.textValue()));
    SortedMap<String, String> attributes = new TreeMap<>();
    for (var attribute : stored.path("attributes").properties()) {
      attributes.put(attribute.getKey(), attribute.getValue().textValue());
    }
    return new FingerprintRule(matchers, fingerprint, attributes);
  }

  private static void finishBoth(Tally hashes, Tally dumps) {
    try {
      dumps.finish();
    } finally {
      hashes.finish();
    }
  }

  private static GroupedEvent group(
      ObjectNode payload,
      GroupingConfig config,
      String rules,
      boolean builtIn,
      FingerprintRules fingerprintRules) {
    try {
      List<BuiltinRules> bases =
          builtIn ? List.of(BuiltinRules.find(config.enhancementBase()).orElseThrow()) : List.of();
      return Grouper.group(
          EventReader.read(payload),
          new GroupingSetup(config, Enhancements.parse(bases, rules), fingerprintRules, true));
    } catch (RuleSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static FingerprintRules rules(String text) {
    try {
      return FingerprintRules.parse(text);
    } catch (RuleSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode dump(Grouping grouping) {
    ObjectNode dump = JSON.objectNode();
    grouping.variants().forEach((name, variant) -> dump.put(name, ComponentText.of(variant)));
    return dump;
  }
}
