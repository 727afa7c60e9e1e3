package dev.tracefold.grouping;

import dev.tracefold.event.Stacktrace;
import dev.tracefold.event.ThreadValue;
import dev.tracefold.event.Threads;
import java.util.List;

/** Threads in {@code legacy:2019-03-12} (grouping 10.5). */
final class LegacyThreads {

  private LegacyThreads() {}

  /** All frames of the only thread, then its in-app ones. */
  static List<VariantComponent> variants(GroupingContext context, Threads threads) {
    List<ThreadValue> present = threads.present();
    if (present.size() != 1) {
      return ignored("ignored because contains %d threads".formatted(present.size()));
    }
    Stacktrace stacktrace = present.get(0).stacktrace();
    if (stacktrace == null) {
      return ignored("thread has no stacktrace");
    }
    return LegacyStacktrace.variants(context, stacktrace).stream()
        .map(variant -> variant.map(component -> Component.of("threads", List.of(component))))
        .toList();
  }

  private static List<VariantComponent> ignored(String reason) {
    Component threads = Component.empty("threads").ignored(reason);
    return List.of(
        new VariantComponent(VariantName.SYSTEM, true, threads),
        VariantComponent.of(VariantName.APP, threads));
  }
}
