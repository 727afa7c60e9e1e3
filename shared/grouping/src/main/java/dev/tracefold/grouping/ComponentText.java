package dev.tracefold.grouping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.fingerprint.MatchedRule;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes variants as indented text: why was an event grouped like this? (grouping 23.2)
 *
 * <p>A star marks what contributes, a hint stands in brackets; a component with neither hint nor
 * values is left out.
 */
public final class ComponentText {

  private static final String SEPARATOR = "-".repeat(74);
  private static final int INDENT = 2;

  private final StringBuilder text = new StringBuilder();

  private ComponentText() {}

  /** All variants of an event, sorted by name. */
  public static String of(Grouping grouping) {
    SequencedMap<String, Variant> sorted = new TreeMap<>(grouping.variants());
    StringBuilder all = new StringBuilder();
    sorted.forEach(
        (name, variant) -> {
          if (!all.isEmpty()) {
            all.append(SEPARATOR).append('\n');
          }
          all.append(name).append(":\n").append(of(variant)).append('\n');
        });
    return all.toString();
  }

  /** One variant, without its name, without a line feed at the end. */
  public static String of(Variant variant) {
    ComponentText writer = new ComponentText();
    writer.attribute("hash", quoted(variant.hash()));
    switch (variant) {
      case Variant.ComponentVariant component -> writer.component(component.component());
      case Variant.SaltedComponentVariant salted -> {
        writer.component(salted.component());
        writer.fingerprint(salted.matchedRule(), salted.values());
      }
      case Variant.CustomFingerprintVariant custom ->
          writer.fingerprint(custom.matchedRule(), custom.values());
      case Variant.ChecksumVariant checksum -> {
        writer.attribute("hash", quoted(checksum.hash()));
        writer.attribute("hashed", Boolean.toString(checksum.hashed()));
      }
      case Variant.FallbackVariant fallback -> {}
    }
    writer.text.setLength(writer.text.length() - 1);
    return writer.text.toString();
  }

  private static String quoted(Optional<Hash> hash) {
    return hash.map(value -> AsciiJson.quoted(value.value())).orElse("null");
  }

  private void attribute(String name, String value) {
    line(1).append(name).append(": ").append(value).append('\n');
  }

  private void fingerprint(@Nullable MatchedRule matchedRule, List<String> values) {
    attribute("info", matchedRule == null ? "null" : AsciiJson.of(matchedRule.toJson()));
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    attribute("values", AsciiJson.of(array));
  }

  private void component(Component component) {
    if (component.label() != null) {
      attribute("tree_label", '"' + component.label().text() + '"');
    }
    line(1).append("component:\n");
    node(component, 2);
  }

  private void node(Component component, int level) {
    if (component.hint() == null && component.values().isEmpty()) {
      return;
    }
    line(level).append(component.id());
    if (component.contributes()) {
      text.append('*');
    }
    if (component.hint() != null) {
      text.append(" (").append(component.hint()).append(')');
    }
    text.append('\n');
    for (ComponentValue value : component.values()) {
      switch (value) {
        case Component child -> node(child, level + 1);
        case ComponentValue.Text string ->
            line(level + 1).append(AsciiJson.quoted(string.value())).append('\n');
        case ComponentValue.Whole whole -> line(level + 1).append(whole.value()).append('\n');
        case ComponentValue.Missing missing -> line(level + 1).append("null\n");
      }
    }
  }

  private StringBuilder line(int level) {
    return text.append(" ".repeat(INDENT * level));
  }
}
