package dev.tracefold.grouping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What grouping answers for one event (grouping 6.6).
 *
 * @param config configuration that was used
 * @param variants at least one variant by its name, in the order in which they were made; at least
 *     one of them has a hash
 */
public record Grouping(GroupingConfig config, SequencedMap<String, Variant> variants) {

  /**
   * A hierarchical hash with what a title shows of its frames.
   *
   * @param variant name of its variant
   * @param label empty if the variant shows nothing
   */
  public record HierarchicalHash(String variant, Hash hash, Optional<TreeLabel> label) {}

  public Grouping {
    variants = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variants));
    if (variants.values().stream().noneMatch(Variant::contributes)) {
      throw new IllegalArgumentException("A grouping has at least one hash, found " + variants);
    }
  }

  /** The distinct flat hashes in the order in which an issue is looked for; system comes last. */
  public List<Hash> hashes() {
    Set<Hash> hashes = new LinkedHashSet<>();
    variants.forEach(
        (name, variant) -> {
          if (!VariantName.isHierarchical(name) && !name.equals(VariantName.SYSTEM)) {
            variant.hash().ifPresent(hashes::add);
          }
        });
    Variant system = variants.get(VariantName.SYSTEM);
    if (system != null) {
      system.hash().ifPresent(hashes::add);
    }
    return List.copyOf(hashes);
  }

  /** The distinct hierarchical hashes, the least specific first; empty for most configurations. */
  public List<HierarchicalHash> hierarchicalHashes() {
    Set<Hash> seen = new HashSet<>();
    List<HierarchicalHash> hashes = new ArrayList<>();
    for (String name : VariantName.HIERARCHICAL) {
      Variant variant = variants.get(name);
      if (variant == null || variant.hash().isEmpty()) {
        continue;
      }
      Hash hash = variant.hash().get();
      if (seen.add(hash)) {
        hashes.add(new HierarchicalHash(name, hash, label(variant)));
      }
    }
    return List.copyOf(hashes);
  }

  /** The hash that stands for the event: the least specific hierarchical, else the first flat. */
  public Hash primaryHash() {
    List<HierarchicalHash> hierarchical = hierarchicalHashes();
    return hierarchical.isEmpty() ? hashes().get(0) : hierarchical.get(0).hash();
  }

  private static Optional<TreeLabel> label(Variant variant) {
    return switch (variant) {
      case Variant.ComponentVariant component -> Optional.ofNullable(component.component().label());
      case Variant.SaltedComponentVariant salted -> Optional.ofNullable(salted.component().label());
      case Variant.CustomFingerprintVariant custom -> Optional.empty();
      case Variant.ChecksumVariant checksum -> Optional.empty();
      case Variant.FallbackVariant fallback -> Optional.empty();
    };
  }
}
