package dev.tracefold.grouping;

import dev.tracefold.event.ErrorEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs all strategies on an event and settles which of them counts (grouping 8). */
final class StrategyRun {

  private final GroupingContext context;
  private final SequencedMap<String, List<Component>> components = new LinkedHashMap<>();
  private @Nullable Strategy winner;
  private @Nullable String precedence;

  private StrategyRun(GroupingContext context) {
    this.context = context;
  }

  /** One component per variant, in the order in which the variants first appear. */
  static SequencedMap<String, Component> components(GroupingContext context, ErrorEvent event) {
    StrategyRun run = new StrategyRun(context);
    for (Strategy strategy : Strategy.values()) {
      run.add(strategy, run.variants(strategy, event));
    }
    SequencedMap<String, Component> roots = new LinkedHashMap<>();
    run.components.forEach(
        (name, values) -> {
          Component root = Component.of(name, values);
          roots.put(name, root.contributes() ? root : root.hinted(run.precedence));
        });
    return roots;
  }

  private List<VariantComponent> variants(Strategy strategy, ErrorEvent event) {
    List<VariantComponent> variants = withoutDuplicates(strategy.variants(context, event));
    return strategy.comparesStacktraces(context.config()) ? stacktracesFirst(variants) : variants;
  }

  private void add(Strategy strategy, List<VariantComponent> variants) {
    for (VariantComponent variant : variants) {
      Component component = variant.component();
      if (component.contributes()) {
        if (winner == null) {
          winner = strategy;
          precedence = precedence(strategy, variant.variant(), variants);
        } else if (winner != strategy && precedence != null) {
          component = component.outranked(precedence);
        }
      }
      components.computeIfAbsent(variant.variant(), name -> new ArrayList<>()).add(component);
    }
  }

  private static String precedence(
      Strategy strategy, String variant, List<VariantComponent> variants) {
    String subject = strategy.id();
    if (!variant.equals(VariantName.DEFAULT)) {
      subject +=
          variants.stream()
              .filter(other -> other.component().contributes())
              .map(VariantComponent::variant)
              .sorted()
              .collect(Collectors.joining("/", " of ", ""));
    }
    return subject + (strategy.id().endsWith("s") ? " take precedence" : " takes precedence");
  }

  /** Switches off optional variants that repeat a mandatory one or miss it (grouping 8.2). */
  private static List<VariantComponent> withoutDuplicates(List<VariantComponent> variants) {
    if (variants.stream().noneMatch(VariantComponent::mandatory)) {
      return variants;
    }
    Map<Hash, String> mandatory = new HashMap<>();
    for (VariantComponent variant : variants) {
      if (variant.mandatory() && variant.component().contributes()) {
        mandatory.put(ValueHash.of(variant.component()), variant.variant());
      }
    }
    List<VariantComponent> checked = new ArrayList<>(variants.size());
    for (VariantComponent variant : variants) {
      if (variant.mandatory() || !variant.component().contributes()) {
        checked.add(variant);
      } else if (mandatory.isEmpty()) {
        checked.add(
            variant.map(
                component ->
                    component.ignored("ignored because other mandatory variant is not used")));
      } else {
        String same = mandatory.get(ValueHash.of(variant.component()));
        checked.add(
            same == null
                ? variant
                : variant.map(
                    component ->
                        component.ignored("ignored because hash matches " + same + " variant")));
      }
    }
    return checked;
  }

  /** Switches off variants without a stack trace where another has one (grouping 8.3). */
  private static List<VariantComponent> stacktracesFirst(List<VariantComponent> variants) {
    List<String> with =
        variants.stream()
            .filter(variant -> hasContributingStacktrace(variant.component()))
            .map(VariantComponent::variant)
            .toList();
    if (variants.size() < 2 || with.isEmpty()) {
      return variants;
    }
    String reason =
        "ignored because this variant does not have a contributing stacktrace, but "
            + (with.size() == 1 ? "the " + with.get(0) + " variant does" : "others do");
    return variants.stream()
        .map(
            variant ->
                with.contains(variant.variant()) || VariantName.isHierarchical(variant.variant())
                    ? variant
                    : variant.map(component -> component.ignored(reason)))
        .toList();
  }

  /** Whether a stack trace below the component contributes; the component itself is not asked. */
  private static boolean hasContributingStacktrace(Component component) {
    for (ComponentValue value : component.values()) {
      if (value instanceof Component child
          && child.contributes()
          && (child.id().equals("stacktrace") || hasContributingStacktrace(child))) {
        return true;
      }
    }
    return false;
  }
}
