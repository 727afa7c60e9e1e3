package dev.tracefold.grouping;

import java.util.function.UnaryOperator;

/**
 * What a strategy yields for one variant.
 *
 * @param variant name of the variant
 * @param mandatory whether the strategy's other variants depend on this one (grouping 8.2)
 * @param component the strategy's component
 */
record VariantComponent(String variant, boolean mandatory, Component component) {

  static VariantComponent of(String variant, Component component) {
    return new VariantComponent(variant, false, component);
  }

  VariantComponent map(UnaryOperator<Component> change) {
    return new VariantComponent(variant, mandatory, change.apply(component));
  }

  VariantComponent with(Component other) {
    return new VariantComponent(variant, mandatory, other);
  }
}
