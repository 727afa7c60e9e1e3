package dev.tracefold.grouping;

import dev.tracefold.fingerprint.MatchedRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One way in which an event was looked at, with the hash that came of it (grouping 6.1). */
public sealed interface Variant {

  /** The hash; empty if the variant does not contribute. */
  Optional<Hash> hash();

  /** The kind on the wire; null for the fallback. */
  @Nullable String type();

  /** What a person calls it; null for the fallback. */
  @Nullable String description();

  /** Whether the variant yields a hash. */
  default boolean contributes() {
    return hash().isPresent();
  }

  /** Default grouping. */
  record ComponentVariant(Component component, Optional<Hash> hash) implements Variant {

    static ComponentVariant of(Component component) {
      return new ComponentVariant(
          component,
          component.contributes() ? Optional.of(ValueHash.of(component)) : Optional.empty());
    }

    @Override
    public String type() {
      return "component";
    }

    @Override
    public String description() {
      return ComponentDescription.of(component);
    }
  }

  /**
   * Default grouping together with values of a fingerprint.
   *
   * @param values the fingerprint with its variables resolved
   * @param matchedRule the rule that set it; null if the client did
   */
  record SaltedComponentVariant(
      Component component,
      List<String> values,
      @Nullable MatchedRule matchedRule,
      Optional<Hash> hash)
      implements Variant {

    public SaltedComponentVariant {
      values = List.copyOf(values);
    }

    static SaltedComponentVariant of(
        Component component, List<String> values, @Nullable MatchedRule matchedRule) {
      return new SaltedComponentVariant(
          component,
          values,
          matchedRule,
          component.contributes()
              ? Optional.of(ValueHash.salted(values, component))
              : Optional.empty());
    }

    @Override
    public String type() {
      return "salted-component";
    }

    @Override
    public String description() {
      return "modified " + ComponentDescription.of(component);
    }
  }

  /**
   * A fingerprint instead of default grouping.
   *
   * @param values the fingerprint with its variables resolved
   * @param matchedRule the rule that set it; null if the client did
   */
  record CustomFingerprintVariant(
      List<String> values, @Nullable MatchedRule matchedRule, Optional<Hash> hash)
      implements Variant {

    public CustomFingerprintVariant {
      values = List.copyOf(values);
    }

    static CustomFingerprintVariant of(List<String> values, @Nullable MatchedRule matchedRule) {
      return new CustomFingerprintVariant(values, matchedRule, Optional.of(ValueHash.of(values)));
    }

    @Override
    public String type() {
      return "custom-fingerprint";
    }

    @Override
    public String description() {
      return "custom fingerprint";
    }
  }

  /**
   * A checksum of the client.
   *
   * @param hashed whether the hash is that of the checksum, not the checksum itself
   */
  record ChecksumVariant(Optional<Hash> hash, boolean hashed) implements Variant {

    @Override
    public String type() {
      return "checksum";
    }

    @Override
    public String description() {
      return hashed ? "hashed legacy checksum" : "legacy checksum";
    }
  }

  /** What is left where nothing contributes: the hash of nothing. */
  record FallbackVariant(Optional<Hash> hash) implements Variant {

    static FallbackVariant create() {
      return new FallbackVariant(Optional.of(ValueHash.ofNothing()));
    }

    @Override
    public @Nullable String type() {
      return null;
    }

    @Override
    public @Nullable String description() {
      return null;
    }
  }
}
