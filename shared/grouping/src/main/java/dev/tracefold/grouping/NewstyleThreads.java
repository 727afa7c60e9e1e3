package dev.tracefold.grouping;

import dev.tracefold.event.Stacktrace;
import dev.tracefold.event.ThreadValue;
import dev.tracefold.event.Threads;
import java.util.List;
import java.util.function.Predicate;

/** Threads in every configuration but legacy (grouping 12.5). */
final class NewstyleThreads {

  private NewstyleThreads() {}

  /** The variants of the one thread that stands for the event. */
  static List<VariantComponent> variants(GroupingContext context, Threads threads) {
    int index = decisive(threads.values());
    if (index < 0) {
      return ignored(
          "ignored because does not contain exactly one crashing, one current or just one thread,"
              + " instead contains %d threads".formatted(threads.present().size()));
    }
    Stacktrace stacktrace = threads.values().get(index).stacktrace();
    if (stacktrace == null) {
      return ignored("thread has no stacktrace");
    }
    return NewstyleStacktrace.variants(
            context, stacktrace, null, new FramePath(FramePath.Owner.THREAD, index, 0))
        .stream()
        .map(variant -> variant.map(component -> Component.of("threads", List.of(component))))
        .toList();
  }

  private static List<VariantComponent> ignored(String reason) {
    return List.of(
        VariantComponent.of(VariantName.APP, Component.empty("threads").ignored(reason)));
  }

  /** Position of the only crashed, else the only current, else the only thread; -1 if none is. */
  private static int decisive(List<ThreadValue> threads) {
    int index = only(threads, ThreadValue::crashed);
    if (index < 0) {
      index = only(threads, ThreadValue::current);
    }
    return index < 0 ? only(threads, thread -> true) : index;
  }

  private static int only(List<ThreadValue> threads, Predicate<ThreadValue> test) {
    int found = -1;
    for (int i = 0; i < threads.size(); i++) {
      if (threads.get(i).present() && test.test(threads.get(i))) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }
}
