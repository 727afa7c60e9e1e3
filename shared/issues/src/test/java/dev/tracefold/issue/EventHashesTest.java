package dev.tracefold.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.grouping.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The worked examples of event-saving 11.7. */
final class EventHashesTest {

  private static final IssueId G1 = new IssueId(1);
  private static final IssueId G2 = new IssueId(2);

  private final Map<Hash, HashRow> rows = new HashMap<>();
  private final EventHashes flat = hashes("ab", "");
  private final EventHashes mobile = hashes("ab", "cdef");

  @Test
  void nothingStoredMakesAnIssueOnTheRootOnly() {
    assertThat(match(mobile)).isEqualTo(new HashMatch.Missing(hash("c"), list("c"), 0));
    assertThat(match(flat)).isEqualTo(new HashMatch.Missing(hash("a"), list("ab"), null));
  }

  @Test
  void theMostSpecificOwnedHashWins() {
    row("c", G1, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("c"), list(""), 0));
    row("f", G2, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G2, hash("f"), list(""), 3));
    assertThat(match(hashes("ab", "cdeg")))
        .isEqualTo(new HashMatch.Found(G1, hash("c"), list(""), 0));
  }

  @Test
  void aMoreSpecificHashOfOthersIsNotFound() {
    row("f", G1, null, HashState.ORDINARY);
    assertThat(match(hashes("ab", "cdeg")))
        .isEqualTo(new HashMatch.Missing(hash("c"), list("c"), 0));
  }

  @Test
  void aFlatHashOfAnOlderConfigurationFindsTheIssueAndTheRootJoinsIt() {
    row("a", G1, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("a"), list("c"), null));
  }

  @Test
  void aSplitHashIsSkippedAndSoAreTheFlatOnes() {
    row("c", G1, null, HashState.SPLIT);
    row("a", G1, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Missing(hash("d"), list("d"), 1));
    row("d", G2, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G2, hash("d"), list(""), 1));
    row("d", G2, null, HashState.SPLIT);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Missing(hash("e"), list("e"), 2));
  }

  @Test
  void theMostSpecificHashFindsItsIssueEvenWhenSplit() {
    row("f", G1, null, HashState.SPLIT);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("f"), list(""), 3));
  }

  @Test
  void aTombstoneDiscardsUnlessAnIssueComesFirst() {
    row("c", G1, null, HashState.ORDINARY);
    row("d", null, "t", HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Discarded("t"));
    row("f", G2, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G2, hash("f"), list(""), 3));
    row("a", null, "t", HashState.ORDINARY);
    row("b", G2, null, HashState.ORDINARY);
    assertThat(match(flat)).isEqualTo(new HashMatch.Discarded("t"));
  }

  @Test
  void joiningAnIssueAttachesUnownedHashesButNoTombstonedOrLockedOnes() {
    row("b", G1, null, HashState.ORDINARY);
    assertThat(match(flat)).isEqualTo(new HashMatch.Found(G1, hash("b"), list("a"), null));
    rows.clear();
    row("a", G1, null, HashState.ORDINARY);
    row("b", null, "t", HashState.ORDINARY);
    assertThat(match(flat)).isEqualTo(new HashMatch.Found(G1, hash("a"), list(""), null));
    row("b", G2, null, HashState.ORDINARY);
    assertThat(match(flat)).isEqualTo(new HashMatch.Found(G1, hash("a"), list(""), null));
  }

  @Test
  void aLockedHashIsFoundButNeverAttached() {
    row("a", G1, null, HashState.LOCKED);
    assertThat(match(hashes("a", "")))
        .isEqualTo(new HashMatch.Found(G1, hash("a"), list(""), null));
    row("a", null, null, HashState.LOCKED);
    assertThat(match(hashes("a", ""))).isEqualTo(new HashMatch.Missing(hash("a"), list(""), null));
  }

  private HashMatch match(EventHashes hashes) {
    return hashes.match(hash -> rows.getOrDefault(hash, HashRow.unowned(new HashKey(1, hash))));
  }

  private void row(
      String hash, @Nullable IssueId issue, @Nullable String tombstone, HashState state) {
    rows.put(hash(hash), new HashRow(new HashKey(1, hash(hash)), issue, tombstone, state, 0));
  }

  private static EventHashes hashes(String flat, String hierarchical) {
    return new EventHashes(list(flat), list(hierarchical));
  }

  private static List<Hash> list(String letters) {
    return letters.chars().mapToObj(c -> hash(String.valueOf((char) c))).toList();
  }

  private static Hash hash(String letter) {
    return new Hash(letter.repeat(32));
  }
}
