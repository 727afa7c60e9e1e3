package dev.tracefold.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.grouping.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The worked examples of event-saving 11.7. */
final class EventHashesTest {

  private static final IssueId G1 = new IssueId(1);
  private static final IssueId G2 = new IssueId(2);

  private final Map<Hash, HashRow> rows = new HashMap<>();
  private final EventHashes flat = hashes("ab", "");
  private final EventHashes mobile = hashes("ab", "cdef");

  @Test
  @DisplayName(
      "C-143, C-157: hashes of which nothing is stored make an issue; of levels only the root leads to it")
  void nothingStoredMakesAnIssueOnTheRootOnly() {
    assertThat(match(mobile)).isEqualTo(new HashMatch.Missing(hash("c"), list("c"), 0));
    assertThat(match(flat)).isEqualTo(new HashMatch.Missing(hash("a"), list("ab"), null));
  }

  @Test
  @DisplayName(
      "C-144, C-145, C-146: the most specific hash that leads to an issue wins; nothing is attached")
  void theMostSpecificOwnedHashWins() {
    row("c", G1, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("c"), list(""), 0));
    row("f", G2, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G2, hash("f"), list(""), 3));
    assertThat(match(hashes("ab", "cdeg")))
        .isEqualTo(new HashMatch.Found(G1, hash("c"), list(""), 0));
    rows.remove(hash("f"));
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("c"), list(""), 0));
  }

  @Test
  @DisplayName("C-147: an issue of the most specific hash takes its events and no other hash")
  void aMoreSpecificHashOfOthersIsNotFound() {
    row("f", G1, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("f"), list(""), 3));
    assertThat(match(hashes("ab", "cdeg")))
        .isEqualTo(new HashMatch.Missing(hash("c"), list("c"), 0));
  }

  @Test
  @DisplayName(
      "C-153: a flat hash of an older configuration finds the issue, and the root joins it")
  void aFlatHashOfAnOlderConfigurationFindsTheIssueAndTheRootJoinsIt() {
    row("a", G1, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("a"), list("c"), null));
  }

  @Test
  @DisplayName("C-148, C-149, C-150: a split hash is skipped, and so are the flat ones")
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
  @DisplayName("C-151: the most specific hash finds its issue even when it is split")
  void theMostSpecificHashFindsItsIssueEvenWhenSplit() {
    row("f", G1, null, HashState.SPLIT);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("f"), list(""), 3));
    for (String less : List.of("c", "d", "e")) {
      row(less, G2, null, HashState.SPLIT);
    }
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G1, hash("f"), list(""), 3));
  }

  @Test
  @DisplayName("C-152: a most specific hash that is split and leads nowhere gets the new issue")
  void aSplitHashThatLeadsNowhereGetsTheIssue() {
    row("f", null, null, HashState.SPLIT);
    row("a", G1, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Missing(hash("f"), list("f"), 3));
  }

  @Test
  @DisplayName("C-155: behind a split hash no tombstone of a flat one discards")
  void behindASplitNoTombstoneDiscards() {
    row("c", G1, null, HashState.SPLIT);
    row("a", null, "t", HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Missing(hash("d"), list("d"), 1));
  }

  @Test
  @DisplayName("C-156: the published hash is the root, however the issue was found")
  void theRootIsPublished() {
    assertThat(mobile.primary()).isEqualTo(hash("c"));
    assertThat(flat.primary()).isEqualTo(hash("a"));
  }

  @Test
  @DisplayName("C-142: a hash that two configurations share counts once")
  void aHashOfTwoConfigurationsCountsOnce() {
    assertThat(match(hashes("aba", "")))
        .isEqualTo(new HashMatch.Missing(hash("a"), list("ab"), null));
    assertThat(hashes("aba", "").all()).containsExactly(hash("a"), hash("b"));
  }

  @Test
  @DisplayName("C-154: a tombstone discards unless an issue comes first")
  void aTombstoneDiscardsUnlessAnIssueComesFirst() {
    row("c", G1, null, HashState.ORDINARY);
    row("d", null, "t", HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Discarded("t"));
    row("f", G2, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G2, hash("f"), list(""), 3));
    rows.clear();
    row("c", null, "t", HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Discarded("t"));
    row("f", G2, null, HashState.ORDINARY);
    assertThat(match(mobile)).isEqualTo(new HashMatch.Found(G2, hash("f"), list(""), 3));
    row("a", null, "t", HashState.ORDINARY);
    row("b", G2, null, HashState.ORDINARY);
    assertThat(match(flat)).isEqualTo(new HashMatch.Discarded("t"));
  }

  @Test
  @DisplayName("C-125: joining an issue attaches hashes that lead nowhere, but no tombstoned ones")
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
  @DisplayName("C-137: a locked hash is found but never attached")
  void aLockedHashIsFoundButNeverAttached() {
    row("a", G1, null, HashState.LOCKED);
    assertThat(match(hashes("a", "")))
        .isEqualTo(new HashMatch.Found(G1, hash("a"), list(""), null));
    row("a", G1, null, HashState.LOCKED);
    assertThat(match(flat)).isEqualTo(new HashMatch.Found(G1, hash("a"), list("b"), null));
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
