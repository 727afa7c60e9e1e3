package dev.tracefold.grouping;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Stacktrace;
import java.util.ArrayList;
import java.util.List;

/** Exceptions and their chains in {@code legacy:2019-03-12} (grouping 10.3, 10.4). */
final class LegacyException {

  /**
   * One exception in one variant.
   *
   * @param hasStacktrace whether its stack trace contributes
   */
  private record Single(Component component, boolean hasStacktrace) {}

  private LegacyException() {}

  /** All frames, then the in-app ones; empty if the event has no exception. */
  static List<VariantComponent> variants(GroupingContext context, ErrorEvent event) {
    List<Single> system = new ArrayList<>();
    List<Single> app = new ArrayList<>();
    for (ExceptionValue exception : event.exceptions()) {
      if (!exception.present()) {
        continue;
      }
      Stacktrace stacktrace = exception.groupedStacktrace();
      if (stacktrace == null) {
        Component none = Component.empty("stacktrace");
        system.add(single(exception, none));
        app.add(single(exception, none));
      } else {
        List<VariantComponent> variants = LegacyStacktrace.variants(context, stacktrace);
        system.add(single(exception, variants.get(0).component()));
        app.add(single(exception, variants.get(1).component()));
      }
    }
    return system.isEmpty()
        ? List.of()
        : List.of(
            new VariantComponent(VariantName.SYSTEM, true, chain(system)),
            VariantComponent.of(VariantName.APP, chain(app)));
  }

  private static Component chain(List<Single> exceptions) {
    if (exceptions.size() == 1) {
      return exceptions.get(0).component();
    }
    boolean anyStacktrace = exceptions.stream().anyMatch(Single::hasStacktrace);
    return Component.of(
        "chained-exception",
        exceptions.stream()
            .map(
                exception ->
                    anyStacktrace && !exception.hasStacktrace()
                        ? exception.component().ignored("exception has no stacktrace")
                        : exception.component())
            .toList());
  }

  private static Single single(ExceptionValue exception, Component stacktrace) {
    Component type = Component.ofFilled("type", exception.type());
    Component value = Component.ofFilled("value", exception.value());
    if (stacktrace.contributes() && value.contributes()) {
      value =
          value.ignored(
              type.contributes()
                  ? "stacktrace and type take precedence"
                  : "stacktrace takes precedence");
    }
    return new Single(
        Component.of("exception", List.of(stacktrace, type, value)), stacktrace.contributes());
  }
}
