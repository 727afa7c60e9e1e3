package dev.tracefold.counting;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What attempts of a {@link CountingModel} store.
 *
 * @param stamps of each record the attempt that it bears
 * @param left of each record the attempts that it names as possible owners of copies
 * @param copies of each record's payload, by the attempt that stored it
 */
record CountingStore(
    Map<String, String> stamps,
    Map<String, Set<String>> left,
    Map<String, Set<String>> copies,
    Map<String, CommitState> commits,
    Map<String, Integer> counts) {

  static final CountingStore EMPTY =
      new CountingStore(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  CountingStore stamped(String item, String attempt) {
    return new CountingStore(
        CountingModel.with(stamps, item, attempt), left, copies, commits, counts);
  }

  /** Stamped anew, with a note of where the attempt that it bore may have left the payload. */
  CountingStore takenOver(String item, String attempt) {
    Set<String> owners = new HashSet<>(left.getOrDefault(item, Set.of()));
    String before = Objects.requireNonNull(stamps.get(item));
    if (CountingModel.fate(before, item) == CountingModel.Fate.COUNTED) {
      owners.add(before);
    }
    return new CountingStore(
        CountingModel.with(stamps, item, attempt),
        CountingModel.with(left, item, Set.copyOf(owners)),
        copies,
        commits,
        counts);
  }

  CountingStore stored(Set<String> items, String attempt, boolean there) {
    Map<String, Set<String>> changed = new HashMap<>(copies);
    for (String item : items) {
      Set<String> owners = new HashSet<>(copies.getOrDefault(item, Set.of()));
      if (there && CountingModel.fate(attempt, item) == CountingModel.Fate.COUNTED) {
        owners.add(attempt);
      } else {
        owners.remove(attempt);
      }
      changed.put(item, Set.copyOf(owners));
    }
    return new CountingStore(stamps, left, Map.copyOf(changed), commits, counts);
  }

  CountingStore committed(String attempt, CommitState state) {
    return new CountingStore(
        stamps, left, copies, CountingModel.with(commits, attempt, state), counts);
  }

  CountingStore counted(Set<String> items, String attempt) {
    Map<String, Integer> changed = new HashMap<>(counts);
    items.stream()
        .filter(item -> CountingModel.fate(attempt, item) == CountingModel.Fate.COUNTED)
        .forEach(item -> changed.merge(item, 1, Integer::sum));
    return new CountingStore(stamps, left, copies, commits, Map.copyOf(changed));
  }
}
