package dev.tracefold.enhancement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Matches the tokens of a glob against bytes in time linear in both: all states that the bytes so
 * far can lead to are kept at once, one bit each, so that nothing is ever tried again.
 *
 * <p>State {@code i} stands before the {@code i}-th place of the pattern. Places that take one byte
 * and runs lead to the next state, so that a step is a shift of the whole set; only folders and
 * alternatives need explicit targets.
 */
final class GlobAutomaton {

  private final int states;
  private final int words;

  /** For each byte the number of its class; bytes that no place tells apart share one. */
  private final byte[] classes = new byte[256];

  /** Per class of bytes, the states that such a byte leads on from. */
  private final long[][] advancing;

  private final long[] loopsOnAny;
  private final long[] loopsButSlash;
  private final long[] runs;
  private final long[] forks;
  private final int[][] targets;
  private final boolean forking;

  GlobAutomaton(List<GlobToken> tokens) {
    Layout layout = new Layout();
    layout.sequence(tokens);
    states = layout.size() + 1;
    words = (states + Long.SIZE - 1) / Long.SIZE;
    loopsOnAny = layout.bits(Place.RUN_ANY, words);
    loopsButSlash = layout.bits(Place.RUN_BUT_SLASH, words);
    runs = loopsOnAny.clone();
    for (int word = 0; word < words; word++) {
      runs[word] |= loopsButSlash[word];
    }
    for (int state : layout.folderLoops) {
      set(loopsOnAny, state);
    }
    forks = layout.bits(Place.FORK, words);
    targets = new int[states][];
    layout.targets.forEach((state, list) -> targets[state] = toArray(list));
    forking = !layout.targets.isEmpty();
    advancing = advancing(layout);
  }

  private long[][] advancing(Layout layout) {
    int count = 1;
    int[] classOf = new int[256];
    for (ByteSet set : new HashSet<>(layout.sets.values())) {
      Map<Integer, Integer> split = new HashMap<>();
      for (int b = 0; b < 256; b++) {
        if (set.contains(b)) {
          int next = count;
          Integer known = split.putIfAbsent(classOf[b], next);
          if (known == null) {
            count++;
          }
          classOf[b] = known == null ? next : known;
        }
      }
    }
    // Splitting leaves gaps where a whole class moved on: number the classes that are left.
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int b = 0; b < 256; b++) {
      int fresh = numbers.size();
      Integer known = numbers.putIfAbsent(classOf[b], fresh);
      classes[b] = (byte) (known == null ? fresh : known);
    }
    long[][] result = new long[numbers.size()][words];
    boolean[] done = new boolean[numbers.size()];
    for (int b = 0; b < 256; b++) {
      int number = classes[b] & 0xff;
      if (!done[number]) {
        done[number] = true;
        int member = b;
        layout.sets.forEach(
            (state, set) -> {
              if (set.contains(member)) {
                set(result[number], state);
              }
            });
      }
    }
    return result;
  }

  /** Whether the pattern covers the whole of the text. */
  boolean accepts(byte[] text) {
    long[] current = new long[words];
    long[] next = new long[words];
    current[0] = 1;
    followEmpty(current);
    for (byte b : text) {
      if (!step(current, next, b)) {
        return false;
      }
      long[] swap = current;
      current = next;
      next = swap;
    }
    int last = states - 1;
    return (current[last >> 6] & (1L << last)) != 0;
  }

  /** The states behind one byte; false if there are none. */
  private boolean step(long[] current, long[] next, byte b) {
    long[] moves = advancing[classes[b & 0xff] & 0xff];
    boolean slash = b == '/';
    long carry = 0;
    long alive = 0;
    for (int word = 0; word < words; word++) {
      long here = current[word];
      long moved = here & moves[word];
      long stays = here & (slash ? loopsOnAny[word] : loopsOnAny[word] | loopsButSlash[word]);
      next[word] = (moved << 1) | carry | stays;
      carry = moved >>> 63;
      alive |= next[word];
    }
    if (alive == 0) {
      return false;
    }
    followEmpty(next);
    return true;
  }

  /** Adds what can be reached without a byte. */
  private void followEmpty(long[] set) {
    long carry = 0;
    for (int word = 0; word < words; word++) {
      long skipped = set[word] & runs[word];
      set[word] |= (skipped << 1) | carry;
      carry = skipped >>> 63;
    }
    if (forking) {
      followForks(set);
    }
  }

  /** Targets lie behind their fork, so one ascending walk finds them all. */
  private void followForks(long[] set) {
    for (int word = 0; word < words; word++) {
      long seen = 0;
      long pending;
      while ((pending = set[word] & forks[word] & ~seen) != 0) {
        long bit = Long.lowestOneBit(pending);
        seen |= bit;
        int state = word * Long.SIZE + Long.numberOfTrailingZeros(bit);
        for (int target : targets[state]) {
          set(set, target);
          if ((runs[target >> 6] & (1L << target)) != 0) {
            set(set, target + 1);
          }
        }
      }
    }
  }

  private static void set(long[] bits, int state) {
    bits[state >> 6] |= 1L << state;
  }

  private static int[] toArray(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private enum Place {
    BYTE,
    RUN_ANY,
    RUN_BUT_SLASH,
    FORK
  }

  /** Gives every token its states, in the order of the pattern. */
  private static final class Layout {

    private static final ByteSet SLASH = ByteSet.of('/');

    private final List<Place> places = new ArrayList<>();
    private final Map<Integer, ByteSet> sets = new HashMap<>();
    private final Map<Integer, List<Integer>> targets = new HashMap<>();
    private final Set<Integer> folderLoops = new HashSet<>();

    int size() {
      return places.size();
    }

    void sequence(List<GlobToken> tokens) {
      for (GlobToken token : tokens) {
        switch (token) {
          case GlobToken.OneOf oneOf -> oneByte(oneOf.bytes());
          case GlobToken.Run run -> run(run.crossesSlashes() ? Place.RUN_ANY : Place.RUN_BUT_SLASH);
          case GlobToken.Folders folders -> folders();
          case GlobToken.Alternatives alternatives -> alternatives(alternatives.branches());
        }
      }
    }

    /** Equal runs with nothing but empty alternatives between them are one. */
    private void run(Place run) {
      if (places.isEmpty() || places.getLast() != run) {
        places.add(run);
      }
    }

    private void oneByte(ByteSet bytes) {
      sets.put(size(), bytes);
      places.add(Place.BYTE);
    }

    /** A fork around a place that loops on everything and is left by a slash. */
    private void folders() {
      int fork = size();
      places.add(Place.FORK);
      targets.put(fork, List.of(fork + 1, fork + 2));
      folderLoops.add(fork + 1);
      oneByte(SLASH);
    }

    private void alternatives(List<List<GlobToken>> branches) {
      if (branches.isEmpty()) {
        return;
      }
      int fork = size();
      places.add(Place.FORK);
      List<Integer> starts = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      for (List<GlobToken> branch : branches) {
        starts.add(size());
        sequence(branch);
        ends.add(size());
        places.add(Place.FORK);
      }
      targets.put(fork, starts);
      List<Integer> behind = List.of(size());
      ends.forEach(end -> targets.put(end, behind));
    }

    long[] bits(Place kind, int words) {
      long[] bits = new long[words];
      for (int state = 0; state < places.size(); state++) {
        if (places.get(state) == kind) {
          set(bits, state);
        }
      }
      return bits;
    }
  }
}
