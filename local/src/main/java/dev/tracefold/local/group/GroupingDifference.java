package dev.tracefold.local.group;

import dev.tracefold.grouping.Component;
import dev.tracefold.grouping.ComponentValue;
import dev.tracefold.grouping.Grouping;
import dev.tracefold.grouping.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which components make the hashes of two events differ. */
final class GroupingDifference {

  private GroupingDifference() {}

  /** Lines about every variant of either event; what only one of them has is marked. */
  static List<String> lines(Grouping left, Grouping right) {
    Set<String> names = new LinkedHashSet<>(left.variants().keySet());
    names.addAll(right.variants().keySet());
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      Variant one = left.variants().get(name);
      Variant other = right.variants().get(name);
      if (hash(one).equals(hash(other))) {
        lines.add("  " + name + ": same hash " + hash(one));
        continue;
      }
      lines.add("- " + name + ": " + hash(one));
      lines.add("+ " + name + ": " + hash(other));
      List<String> before = values(one);
      List<String> after = values(other);
      List<String> removed = without(before, after);
      List<String> added = without(after, before);
      removed.forEach(value -> lines.add("-   " + value));
      added.forEach(value -> lines.add("+   " + value));
      if (removed.isEmpty() && added.isEmpty()) {
        lines.add("    the same components in another order");
      }
    }
    return lines;
  }

  private static String hash(@Nullable Variant variant) {
    return variant == null ? "none" : variant.hash().map(hash -> hash.value()).orElse("none");
  }

  private static List<String> values(@Nullable Variant variant) {
    List<String> values = new ArrayList<>();
    switch (variant) {
      case null -> {}
      case Variant.ComponentVariant component -> collect(component.component(), "", values);
      case Variant.SaltedComponentVariant salted -> {
        salted.values().forEach(value -> values.add("fingerprint " + value));
        collect(salted.component(), "", values);
      }
      case Variant.CustomFingerprintVariant custom ->
          custom.values().forEach(value -> values.add("fingerprint " + value));
      case Variant.ChecksumVariant checksum -> values.add("checksum " + hash(checksum));
      case Variant.FallbackVariant fallback -> {}
    }
    return values;
  }

  private static void collect(Component component, String path, List<String> values) {
    if (!component.contributes()) {
      return;
    }
    String here = path + component.id() + " ";
    for (ComponentValue value : component.values()) {
      switch (value) {
        case Component child -> collect(child, here, values);
        case ComponentValue.Text text -> values.add(here + text.value());
        case ComponentValue.Whole whole -> values.add(here + whole.value());
        case ComponentValue.Missing missing -> values.add(here + "null");
      }
    }
  }

  /** The first list without one occurrence for each element of the second. */
  private static List<String> without(List<String> list, List<String> others) {
    var counts = new HashMap<String, Integer>();
    others.forEach(other -> counts.merge(other, 1, Integer::sum));
    List<String> left = new ArrayList<>();
    for (String element : list) {
      if (counts.merge(element, -1, Integer::sum) < 0) {
        left.add(element);
      }
    }
    return left;
  }
}
