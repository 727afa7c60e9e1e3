package dev.tracefold.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A part of the template, with its place in it for messages. An absent part is empty. */
record Section(String place, SequencedMap<String, Object> entries) {

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  Section section(String key) {
    Object entry = entries.get(key);
    return entry == null
        ? new Section(place + "." + key, new LinkedHashMap<>())
        : of(place + "." + key, entry);
  }

  List<Section> sections(String key) {
    var sections = new ArrayList<Section>();
    for (Object entry : list(key)) {
      sections.add(of(place + "." + key, entry));
    }
    return sections;
  }

  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (Object entry : list(key)) {
      if (!(entry instanceof Value.Text text)) {
        throw wrong(key, entry, "a list of texts");
      }
      texts.add(text.text());
    }
    return texts;
  }

  /** A list of values, or a value that stands alone. */
  List<Value> values(String key) {
    if (!(entries.get(key) instanceof List<?> list)) {
      return List.of(value(key));
    }
    var values = new ArrayList<Value>();
    for (Object entry : list) {
      if (!(entry instanceof Value value)) {
        throw wrong(key, entry, "a list of values");
      }
      values.add(value);
    }
    return values;
  }

  Value value(String key) {
    if (entries.get(key) instanceof Value value) {
      return value;
    }
    throw wrong(key, entries.get(key), "a value");
  }

  Value value(String key, Value otherwise) {
    return entries.containsKey(key) ? value(key) : otherwise;
  }

  String text(String key) {
    String text = textOrNull(key);
    if (text == null) {
      throw wrong(key, null, "a text");
    }
    return text;
  }

  @Nullable String textOrNull(String key) {
    Object entry = entries.get(key);
    return switch (entry) {
      case null -> null;
      case Value.Text text -> text.text();
      default -> throw wrong(key, entry, "a text");
    };
  }

  int integer(String key, int otherwise) {
    String text = textOrNull(key);
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong(key, text, "a whole number");
    }
  }

  /** The logical id of the resource that a reference or an attribute such as its ARN names. */
  String resource(String key) {
    return switch (value(key)) {
      case Value.Reference reference -> reference.name();
      case Value.Attribute attribute -> attribute.id();
      case Value.Text text -> throw wrong(key, text.text(), "!GetAtt or !Ref of a resource");
      case Value.Joined joined -> throw wrong(key, joined, "!GetAtt or !Ref of a resource");
      case Value.Part part -> throw wrong(key, part, "!GetAtt or !Ref of a resource");
    };
  }

  IllegalArgumentException wrong(String key, @Nullable Object found, String expected) {
    return new IllegalArgumentException(
        place
            + "."
            + key
            + ": found "
            + (found == null ? "nothing" : found)
            + ", expected "
            + expected);
  }

  private List<?> list(String key) {
    Object entry = entries.get(key);
    return switch (entry) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw wrong(key, entry, "a list");
    };
  }

  static Section of(String place, Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          place + ": found " + node + ", expected a section with named entries");
    }
    var entries = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> entries.put(String.valueOf(key), value));
    return new Section(place, entries);
  }
}
