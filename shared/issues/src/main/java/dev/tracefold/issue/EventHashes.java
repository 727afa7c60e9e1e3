package dev.tracefold.issue;

import dev.tracefold.grouping.Hash;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of one event, and how they find its issue (event-saving 11.2 to 11.6).
 *
 * @param flat in the order of lookup: those of the primary configuration, then the secondary one's;
 *     not empty unless there are hierarchical ones
 * @param hierarchical from the least to the most specific; empty but for the mobile configuration
 */
public record EventHashes(List<Hash> flat, List<Hash> hierarchical) {

  public EventHashes {
    flat = List.copyOf(new LinkedHashSet<>(flat));
    hierarchical = List.copyOf(hierarchical);
    if (flat.isEmpty() && hierarchical.isEmpty()) {
      throw new IllegalArgumentException("an event has at least one hash");
    }
  }

  /** The hash that is published with the event (event-saving 9.10). */
  public Hash primary() {
    return hierarchical.isEmpty() ? flat.getFirst() : hierarchical.getFirst();
  }

  /** Every hash whose row decides. */
  public SequencedSet<Hash> all() {
    SequencedSet<Hash> all = new LinkedHashSet<>(hierarchical);
    all.addAll(flat);
    return all;
  }

  /**
   * Where the hashes lead: the most specific hierarchical hash that has an issue, else the first
   * flat one, unless a tombstone comes first. A split among the hierarchical hashes ends the walk
   * towards the less specific ones and leaves the flat ones out, for they still lead to what was
   * split.
   *
   * @param rows what is stored of each of {@link #all}
   */
  public HashMatch match(Function<Hash, HashRow> rows) {
    Walk walk = walk(rows);
    for (Hash candidate : walk.candidates()) {
      HashRow row = rows.apply(candidate);
      if (row.issue() != null) {
        return new HashMatch.Found(
            row.issue(), candidate, attachable(walk.root(), rows), level(candidate));
      }
      if (row.tombstone() != null) {
        return new HashMatch.Discarded(row.tombstone());
      }
    }
    Hash via = walk.root() == null ? flat.getFirst() : walk.root();
    return new HashMatch.Missing(via, attachable(walk.root(), rows), level(via));
  }

  private record Walk(List<Hash> candidates, @Nullable Hash root) {}

  private Walk walk(Function<Hash, HashRow> rows) {
    List<Hash> candidates = new ArrayList<>();
    Hash root = null;
    boolean split = false;
    for (Hash hash : hierarchical.reversed()) {
      HashRow row = rows.apply(hash);
      if (row.state() == HashState.SPLIT) {
        split = true;
        break;
      }
      root = hash;
      candidates.add(hash);
      if (row.issue() != null) {
        break;
      }
    }
    if (root == null && !hierarchical.isEmpty()) {
      // Even the most specific hash is split: there is nothing more specific to group by.
      root = hierarchical.getLast();
      candidates.add(root);
    }
    if (!split) {
      candidates.addAll(flat);
    }
    return new Walk(candidates, root);
  }

  /** With hierarchical hashes only the root is attached; otherwise every flat hash. */
  private List<Hash> attachable(@Nullable Hash root, Function<Hash, HashRow> rows) {
    List<Hash> wanted = root == null ? flat : List.of(root);
    return wanted.stream().filter(hash -> rows.apply(hash).attachable()).toList();
  }

  private @Nullable Integer level(Hash via) {
    int index = hierarchical.indexOf(via);
    return index < 0 ? null : index;
  }
}
