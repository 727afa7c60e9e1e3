package dev.tracefold.killswitch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.intake.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of a switch from its option (event-saving 20.3). */
public final class Conditions {

  private Conditions() {}

  /**
   * Reads a stored option; never fails. Whatever can never match is dropped: it must not happen
   * that an empty condition matches everything.
   *
   * @param option null counts as an empty list
   */
  public static List<Condition> read(@Nullable JsonNode option) {
    if (option == null || !option.isArray()) {
      return List.of();
    }
    List<Condition> conditions = new ArrayList<>(option.size());
    for (JsonNode element : option) {
      Map<String, String> fields = fields(element);
      if (!fields.isEmpty()) {
        conditions.add(new Condition(fields));
      }
    }
    return List.copyOf(conditions);
  }

  /**
   * What is wrong with an option that an operator enters.
   *
   * @return one sentence per mistake; empty if the option may be stored
   */
  public static List<String> problems(KillSwitch killSwitch, JsonNode option) {
    if (!option.isArray()) {
      return List.of(
          "%s: found %s; expected a list of conditions"
              .formatted(killSwitch.option(), JsonTree.write(option)));
    }
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < option.size(); i++) {
      String place = "%s: condition %d: ".formatted(killSwitch.option(), i);
      JsonNode element = option.get(i);
      if (element.isObject()) {
        addProblems(problems, place, killSwitch, element);
      } else {
        problems.add(
            place
                + "found %s; expected an object with %s"
                    .formatted(JsonTree.write(element), names(killSwitch)));
      }
    }
    return List.copyOf(problems);
  }

  private static void addProblems(
      List<String> problems, String place, KillSwitch killSwitch, JsonNode element) {
    Map<String, JsonNode> members = new TreeMap<>();
    element.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    boolean says = false;
    for (String field : killSwitch.fields()) {
      JsonNode value = members.get(field);
      if (value == null) {
        problems.add(
            place + "field %s is missing; expected a value, or null for any".formatted(field));
      } else if (value.isContainerNode()) {
        problems.add(
            place + "field %s is %s; expected one value".formatted(field, JsonTree.write(value)));
      }
      says |= value != null && !value.isNull();
    }
    for (String unknown : members.keySet()) {
      if (!killSwitch.fields().contains(unknown)) {
        problems.add(
            place + "field %s is unknown; expected %s".formatted(unknown, names(killSwitch)));
      }
    }
    if (!says) {
      problems.add(place + "every field is null; expected a value for at least one");
    }
  }

  private static String names(KillSwitch killSwitch) {
    return String.join(", ", new TreeSet<>(killSwitch.fields()));
  }

  /** The fields that an element asks for; empty if it asks for nothing. */
  private static Map<String, String> fields(JsonNode element) {
    if (element.isIntegralNumber()) {
      return element.asText().equals("0") ? Map.of() : Map.of("project_id", element.asText());
    }
    if (element.isBoolean()) {
      return element.booleanValue() ? Map.of("project_id", "True") : Map.of();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    if (element.isObject()) {
      element
          .properties()
          .forEach(
              member -> {
                if (!member.getValue().isNull()) {
                  fields.put(member.getKey(), text(member.getValue()));
                }
              });
    }
    return fields;
  }

  private static String text(JsonNode value) {
    if (value.isBoolean()) {
      return Condition.text(value.booleanValue());
    }
    return value.isContainerNode() ? JsonTree.write(value) : value.asText();
  }
}
