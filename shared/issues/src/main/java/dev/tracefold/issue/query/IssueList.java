package dev.tracefold.issue.query;

import java.util.List;

/**
 * Issues of a project.
 *
 * @param issues the latest seen first
 * @param complete whether these are all; false where the limit was reached
 */
public record IssueList(List<IssueSummary> issues, boolean complete) {

  public IssueList {
    issues = List.copyOf(issues);
  }
}
