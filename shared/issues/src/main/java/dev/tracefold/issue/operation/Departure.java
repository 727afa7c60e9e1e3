package dev.tracefold.issue.operation;

import dev.tracefold.issue.Issue;
import java.util.Optional;

/** Why nothing can be done to an issue any more. */
final class Departure {

  private Departure() {}

  /** What has become of an issue that was merged or is being deleted; empty if it is there. */
  static Optional<String> of(Issue issue) {
    if (issue.mergedInto() != null) {
      return Optional.of(
          "issue %s was merged into issue %s; name that one"
              .formatted(issue.id(), issue.mergedInto()));
    }
    return switch (issue.status()) {
      case UNRESOLVED, RESOLVED, IGNORED -> Optional.empty();
      case PENDING_DELETION, DELETION_IN_PROGRESS ->
          Optional.of(
              "issue %s is being deleted; delete it again to complete that".formatted(issue.id()));
      case PENDING_MERGE ->
          Optional.of("issue %s is being merged; try again".formatted(issue.id()));
    };
  }
}
