package dev.tracefold.grouping;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.fingerprint.FingerprintVariables;
import dev.tracefold.fingerprint.MatchedRule;
import dev.tracefold.fingerprint.Placeholder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses between checksum, fingerprint and default grouping (grouping 6.2). */
final class VariantSelection {

  private static final int MD5_DIGITS = 32;

  private VariantSelection() {}

  /**
   * The variants of an event, at least one of which has a hash.
   *
   * @param matchedRule the rule that set the fingerprint; null if the client did
   */
  static SequencedMap<String, Variant> variants(
      GroupingContext context, ErrorEvent event, @Nullable MatchedRule matchedRule) {
    String checksum = event.checksum();
    if (checksum != null && !checksum.isEmpty()) {
      return checksums(checksum);
    }
    SequencedMap<String, Component> components = StrategyRun.components(context, event);
    List<String> fingerprint = event.fingerprint();
    SequencedMap<String, Variant> variants;
    if (isDefault(fingerprint)) {
      variants = map(components, Variant.ComponentVariant::of);
    } else {
      List<String> values = FingerprintVariables.resolve(fingerprint, event);
      if (fingerprint.stream().anyMatch(Placeholder::isDefault)) {
        variants =
            map(
                components,
                component -> Variant.SaltedComponentVariant.of(component, values, matchedRule));
      } else {
        variants =
            map(
                components,
                component ->
                    Variant.ComponentVariant.of(
                        component.outranked("custom fingerprint takes precedence")));
        variants.put(
            VariantName.CUSTOM_FINGERPRINT,
            Variant.CustomFingerprintVariant.of(values, matchedRule));
      }
    }
    if (variants.values().stream().noneMatch(Variant::contributes)) {
      variants.put(VariantName.FALLBACK, Variant.FallbackVariant.create());
    }
    return variants;
  }

  private static boolean isDefault(List<String> fingerprint) {
    return fingerprint.isEmpty()
        || (fingerprint.size() == 1 && Placeholder.isDefault(fingerprint.get(0)));
  }

  private static SequencedMap<String, Variant> map(
      SequencedMap<String, Component> components, Function<Component, Variant> variant) {
    SequencedMap<String, Variant> variants = new LinkedHashMap<>();
    components.forEach((name, component) -> variants.put(name, variant.apply(component)));
    return variants;
  }

  private static SequencedMap<String, Variant> checksums(String checksum) {
    SequencedMap<String, Variant> variants = new LinkedHashMap<>();
    if (isMd5(checksum)) {
      variants.put(VariantName.CHECKSUM, verbatim(checksum));
      return variants;
    }
    variants.put(
        VariantName.HASHED_CHECKSUM,
        new Variant.ChecksumVariant(Optional.of(ValueHash.of(List.of(checksum))), true));
    if (checksum.codePointCount(0, checksum.length()) <= MD5_DIGITS) {
      variants.put(VariantName.CHECKSUM, verbatim(checksum));
    }
    return variants;
  }

  private static Variant verbatim(String checksum) {
    return new Variant.ChecksumVariant(Optional.of(new Hash(checksum)), false);
  }

  /** Lower-case digits only; a line feed behind them passes, and stays in the hash. */
  private static boolean isMd5(String checksum) {
    int digits = checksum.endsWith("\n") ? checksum.length() - 1 : checksum.length();
    return digits == MD5_DIGITS
        && checksum
            .chars()
            .limit(digits)
            .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
