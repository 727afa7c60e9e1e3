package dev.tracefold.issue.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.release.ResolvingRelease;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A new status of an issue and what is said of it.
 *
 * @param status unresolved, resolved or ignored
 * @param resolution the release it is resolved in, or null
 * @param terms until when it is ignored, or null
 * @param activity what happened
 * @param data what the activity says; callers must not change it
 */
public record StatusChange(
    IssueStatus status,
    @Nullable ResolvingRelease resolution,
    @Nullable IgnoreTerms terms,
    ActivityType activity,
    ObjectNode data) {

  public StatusChange {
    Objects.requireNonNull(activity, "activity");
    Objects.requireNonNull(data, "data");
    if (resolution != null && status != IssueStatus.RESOLVED) {
      throw new IllegalArgumentException("only what is resolved is resolved in a release");
    }
    if (terms != null && status != IssueStatus.IGNORED) {
      throw new IllegalArgumentException("only what is ignored is ignored until something");
    }
  }
}
