package dev.tracefold.issue;

import dev.tracefold.grouping.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an event's hashes lead. */
public sealed interface HashMatch {

  /**
   * To an issue.
   *
   * @param issue as the hash's row says; it may have been merged into another
   * @param via the hash that found it, whose events are counted together
   * @param attach further hashes that are to lead there
   * @param level index of {@code via} among the hierarchical hashes, or null for a flat one
   */
  record Found(IssueId issue, Hash via, List<Hash> attach, @Nullable Integer level)
      implements HashMatch {
    public Found {
      attach = List.copyOf(attach);
    }
  }

  /**
   * Nowhere: the issue was deleted and its future events are unwanted.
   *
   * @param tombstone id of the mark that was left
   */
  record Discarded(String tombstone) implements HashMatch {}

  /**
   * Nowhere yet: an issue is to be created.
   *
   * @param via the first hash that will lead to it, whose events are counted together
   * @param attach all hashes that are to lead there; empty if all are locked
   * @param level index of {@code via} among the hierarchical hashes, or null for a flat one
   */
  record Missing(Hash via, List<Hash> attach, @Nullable Integer level) implements HashMatch {
    public Missing {
      attach = List.copyOf(attach);
    }
  }
}
