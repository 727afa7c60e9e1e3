package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.query.UserCount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what is known of an issue and of those that were merged into it: their items stay where
 * they are, for a function that read an issue before it was merged still writes there.
 */
final class MergedIssues {

  private final Queries issues;

  MergedIssues(Queries issues) {
    this.issues = issues;
  }

  /** The issues that were merged into an issue itself. */
  List<IssueId> into(IssueId issue) {
    return issues.beginningWith(IssueKeys.issue(issue), IssueKeys.MERGED_PREFIX).stream()
        .map(item -> new IssueId(item.number("issue")))
        .toList();
  }

  /** An issue and all that were merged into it, also by way of others. */
  List<IssueId> with(IssueId issue) {
    Set<IssueId> all = new LinkedHashSet<>();
    Deque<IssueId> open = new ArrayDeque<>(List.of(issue));
    while (!open.isEmpty()) {
      IssueId one = open.remove();
      if (all.add(one)) {
        open.addAll(into(one));
      }
    }
    return List.copyOf(all);
  }

  /** The items of all of them whose sort keys begin with a text. */
  List<Item> beginningWith(IssueId issue, String prefix) {
    List<Item> items = new ArrayList<>();
    for (IssueId one : with(issue)) {
      items.addAll(issues.beginningWith(IssueKeys.issue(one), prefix));
    }
    return items;
  }

  /** The users who met any of them. */
  UserCount users(IssueId issue) {
    Set<String> smallest = new TreeSet<>();
    for (IssueId one : with(issue)) {
      issues.first(IssueKeys.users(one), true, UserCount.COUNTED_MAX + 1).stream()
          .map(Item::sk)
          .forEach(smallest::add);
    }
    return UserCount.of(smallest.stream().limit(UserCount.COUNTED_MAX + 1).toList());
  }
}
