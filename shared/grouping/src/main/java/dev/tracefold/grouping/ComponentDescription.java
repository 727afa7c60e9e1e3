package dev.tracefold.grouping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person calls a component, such as {@code in-app exception stack-trace} (grouping 4.6). */
final class ComponentDescription {

  private List<String> longest = List.of();

  private ComponentDescription() {}

  static String of(Component component) {
    ComponentDescription description = new ComponentDescription();
    description.visit(component, new ArrayList<>());
    if (!description.longest.isEmpty()) {
      return String.join(" ", description.longest);
    }
    String name = name(component.id());
    return name == null ? "others" : name;
  }

  private void visit(Component component, List<String> names) {
    String name = name(component.id());
    if (name != null) {
      names.add(name);
    }
    for (ComponentValue value : component.values()) {
      if (value instanceof Component child && child.contributes()) {
        visit(child, names);
      }
    }
    if (isLater(names, longest)) {
      longest = List.copyOf(names);
    }
    if (name != null) {
      names.remove(names.size() - 1);
    }
  }

  /** Whether the first list comes after the second by length, then by its elements. */
  private static boolean isLater(List<String> names, List<String> others) {
    if (names.size() != others.size()) {
      return names.size() > others.size();
    }
    for (int i = 0; i < names.size(); i++) {
      int order = names.get(i).compareTo(others.get(i));
      if (order != 0) {
        return order > 0;
      }
    }
    return false;
  }

  private static @Nullable String name(String id) {
    return switch (id) {
      case "app" -> "in-app";
      case "exception", "hostname", "violation", "message" -> id;
      case "stacktrace" -> "stack-trace";
      case "threads" -> "thread";
      case "uri" -> "URL";
      default -> null;
    };
  }
}
