package dev.tracefold.fingerprint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One fingerprint rule: where it matches, its fingerprint replaces the event's (fingerprinting 2).
 *
 * @param matchers at least one, in written order
 * @param fingerprint the new fingerprint, variables not yet resolved; may be empty
 * @param attributes what else it sets, by name; only {@link #TITLE} means anything
 */
public record FingerprintRule(
    List<FingerprintMatcher> matchers,
    List<String> fingerprint,
    SortedMap<String, String> attributes) {

  /** Name of the attribute that sets the event's title. */
  public static final String TITLE = "title";

  public FingerprintRule {
    matchers = List.copyOf(matchers);
    fingerprint = List.copyOf(fingerprint);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    if (matchers.isEmpty()) {
      throw new IllegalArgumentException("A fingerprint rule has at least one matcher, found none");
    }
  }

  /** The template of the title that the rule sets; empty if it sets none. */
  public Optional<String> title() {
    return Optional.ofNullable(attributes.get(TITLE));
  }

  /** The form in which the rule is stored with an event (fingerprinting 10.1). */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode pairs = json.putArray("matchers");
    for (FingerprintMatcher matcher : matchers) {
      pairs.addArray().add(matcher.storedKey()).add(matcher.pattern());
    }
    ArrayNode elements = json.putArray("fingerprint");
    fingerprint.forEach(elements::add);
    ObjectNode named = json.putObject("attributes");
    attributes.forEach(named::put);
    return json;
  }

  /** The rule as grouping information shows it (fingerprinting 9); nothing is escaped. */
  @Override
  public String toString() {
    String conditions =
        matchers.stream().map(FingerprintMatcher::toString).collect(Collectors.joining(" "));
    String named =
        attributes.entrySet().stream()
            .map(
                (Map.Entry<String, String> entry) ->
                    entry.getKey() + "=\"" + entry.getValue() + '"')
            .collect(Collectors.joining(" "));
    String text = conditions + " -> \"" + String.join("", fingerprint) + "\" " + named;
    return text.stripTrailing();
  }
}
