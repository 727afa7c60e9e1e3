package dev.tracefold.grouping;

import static dev.tracefold.grouping.GroupingConfig.Feature.EXCEPTION_VALUE_FALLBACK;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Mechanism;
import dev.tracefold.event.NsError;
import dev.tracefold.event.Stacktrace;
import dev.tracefold.message.MessageParameterization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exceptions and their chains in every configuration but legacy (grouping 12.3, 12.4). */
final class NewstyleException {

  private final GroupingContext context;

  private NewstyleException(GroupingContext context) {
    this.context = context;
  }

  /** The variants of all exceptions together; empty if the event has none. */
  static List<VariantComponent> variants(GroupingContext context, ErrorEvent event) {
    NewstyleException strategy = new NewstyleException(context);
    List<List<VariantComponent>> exceptions = new ArrayList<>();
    for (int i = 0; i < event.exceptions().size(); i++) {
      if (event.exceptions().get(i).present()) {
        exceptions.add(strategy.single(event.exceptions().get(i), i));
      }
    }
    return switch (exceptions.size()) {
      case 0 -> List.of();
      case 1 -> exceptions.get(0);
      default -> chain(exceptions);
    };
  }

  private static List<VariantComponent> chain(List<List<VariantComponent>> exceptions) {
    Map<String, List<VariantComponent>> byVariant = new LinkedHashMap<>();
    for (List<VariantComponent> exception : exceptions) {
      for (VariantComponent variant : exception) {
        byVariant.computeIfAbsent(variant.variant(), name -> new ArrayList<>()).add(variant);
      }
    }
    List<VariantComponent> chains = new ArrayList<>(byVariant.size());
    byVariant.forEach(
        (name, variants) -> {
          List<Component> components = variants.stream().map(VariantComponent::component).toList();
          chains.add(
              new VariantComponent(
                  name,
                  variants.stream().anyMatch(VariantComponent::mandatory),
                  Component.of("chained-exception", components).labelled(lastLabel(components))));
        });
    return chains;
  }

  private static @Nullable TreeLabel lastLabel(List<Component> components) {
    for (Component component : components.reversed()) {
      if (component.contributes() && component.label() != null) {
        return component.label();
      }
    }
    return null;
  }

  private List<VariantComponent> single(ExceptionValue exception, int index) {
    Component type = Component.ofFilled("type", exception.type());
    Mechanism mechanism = exception.mechanism();
    Component maskedType =
        mechanism != null && mechanism.isSynthetic()
            ? type.ignored("ignored because exception is synthetic")
            : type;
    Component nsError =
        mechanism == null || mechanism.nsError() == null ? null : nsError(mechanism.nsError());
    Stacktrace stacktrace = exception.groupedStacktrace();
    List<VariantComponent> stacktraces =
        stacktrace == null
            ? List.of(VariantComponent.of(VariantName.APP, Component.empty("stacktrace")))
            : NewstyleStacktrace.variants(
                context, stacktrace, exception, new FramePath(FramePath.Owner.EXCEPTION, index, 0));
    String value = parameterized(exception.value());
    List<VariantComponent> variants = new ArrayList<>(stacktraces.size());
    for (VariantComponent frames : stacktraces) {
      // The whole stack trace of hierarchical grouping keeps a synthetic type: stored hashes do.
      boolean keepsType = frames.variant().equals(VariantName.SYSTEM) && !frames.mandatory();
      List<ComponentValue> children = new ArrayList<>(4);
      children.add(frames.component());
      children.add(keepsType ? type : maskedType);
      if (nsError != null) {
        children.add(nsError);
      }
      if (context.config().has(EXCEPTION_VALUE_FALLBACK)) {
        children.add(
            value(exception.value(), value, frames.component().contributes(), nsError != null));
      }
      variants.add(frames.with(Component.of("exception", children)));
    }
    return variants;
  }

  private static Component nsError(NsError error) {
    return Component.of(
        "ns-error", List.of(Component.value(error.domain()), Component.value(error.code())));
  }

  private @Nullable String parameterized(@Nullable String value) {
    return value == null || !context.config().has(EXCEPTION_VALUE_FALLBACK)
        ? null
        : MessageParameterization.parameterize(value);
  }

  private static Component value(
      @Nullable String raw,
      @Nullable String parameterized,
      boolean hasStacktrace,
      boolean hasNsError) {
    Component value = Component.ofFilled("value", parameterized);
    if (!value.contributes()) {
      return value;
    }
    if (hasStacktrace) {
      return value.outranked("ignored because stacktrace takes precedence");
    }
    if (hasNsError) {
      return value.outranked("ignored because ns-error info takes precedence");
    }
    return parameterized != null && parameterized.equals(raw)
        ? value
        : value.hinted("stripped common values");
  }
}
