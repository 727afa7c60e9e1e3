package dev.tracefold.saving;

import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads issues, and where one was merged into another, that one. */
final class IssueReading {

  /** An issue that was merged into one that was merged; more is a mistake in the data. */
  private static final int MERGES_MAX = 8;

  private final IssueStore issues;

  IssueReading(IssueStore issues) {
    this.issues = Objects.requireNonNull(issues, "issues");
  }

  /** The issues by the id that was asked for, which may have been merged into what is returned. */
  Map<IssueId, Issue> read(Collection<IssueId> ids) {
    Map<IssueId, Issue> stored = new HashMap<>(issues.findIssues(new LinkedHashSet<>(ids)));
    for (int merges = 0; merges < MERGES_MAX; merges++) {
      Set<IssueId> targets = new LinkedHashSet<>();
      for (Issue issue : stored.values()) {
        IssueId target = issue.mergedInto();
        if (target != null && !stored.containsKey(target)) {
          targets.add(target);
        }
      }
      if (targets.isEmpty()) {
        break;
      }
      stored.putAll(issues.findIssues(targets));
    }
    Map<IssueId, Issue> result = new HashMap<>();
    for (IssueId id : ids) {
      Issue issue = followed(stored, id);
      if (issue != null) {
        result.put(id, issue);
      }
    }
    return result;
  }

  private static @Nullable Issue followed(Map<IssueId, Issue> stored, IssueId id) {
    Issue issue = stored.get(id);
    for (int merges = 0; issue != null && merges < MERGES_MAX; merges++) {
      IssueId target = issue.mergedInto();
      if (target == null) {
        return issue;
      }
      issue = stored.get(target);
    }
    return null;
  }
}
