package dev.tracefold.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A project's options by name, as Sentry names them (event-saving 26.3), with typed access. An
 * option that is absent, null or of another type than asked for counts as unset: a value that
 * somebody stored wrongly never fails an event.
 */
public final class ProjectOptions {

  /** No option set: every default applies. */
  public static final ProjectOptions NONE =
      new ProjectOptions(JsonNodeFactory.instance.objectNode());

  private final ObjectNode values;

  private ProjectOptions(ObjectNode values) {
    this.values = values;
  }

  /** Takes a copy of the given JSON object. */
  public static ProjectOptions of(ObjectNode values) {
    return new ProjectOptions(values.deepCopy());
  }

  /** Returns options equal to these, but with one set; a null value unsets it. */
  public ProjectOptions with(String name, @Nullable JsonNode value) {
    ObjectNode changed = values.deepCopy();
    if (value == null || value.isNull()) {
      changed.remove(name);
    } else {
      changed.set(name, value);
    }
    return new ProjectOptions(changed);
  }

  /** The option as JSON, or empty if unset or null. */
  public Optional<JsonNode> json(String name) {
    JsonNode value = values.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  /** A text that is not empty. */
  public Optional<String> text(String name) {
    return json(name)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(t -> !t.isEmpty());
  }

  /** A whole number; a boolean or a text is none. */
  public OptionalLong integer(String name) {
    Optional<JsonNode> value = json(name).filter(JsonNode::isIntegralNumber);
    return value.isPresent() ? OptionalLong.of(value.get().longValue()) : OptionalLong.empty();
  }

  /** A boolean, also written as the number or the text 0 or 1, as older options are. */
  public boolean flag(String name, boolean otherwise) {
    Optional<JsonNode> value = json(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    return switch (value.get().asText()) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> otherwise;
    };
  }

  /** The texts of a list, or the non-blank lines of a text; empty if unset. */
  public List<String> list(String name) {
    Optional<JsonNode> value = json(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get().isTextual()) {
      return value.get().textValue().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : value.get()) {
      if (entry.isTextual()) {
        texts.add(entry.textValue());
      }
    }
    return List.copyOf(texts);
  }

  /** A copy of all options, to be stored. */
  public ObjectNode toJson() {
    return values.deepCopy();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProjectOptions options && values.equals(options.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return JsonTree.write(values);
  }
}
