package dev.tracefold.issue.query;

import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.Issue;
import java.util.List;
import java.util.Objects;

/**
 * An issue with what its hashes tell.
 *
 * @param hashes those that lead to it, sorted
 * @param timesSeen how many events it has
 */
public record IssueSummary(Issue issue, List<Hash> hashes, long timesSeen) {

  public IssueSummary {
    Objects.requireNonNull(issue, "issue");
    hashes = List.copyOf(hashes);
  }
}
