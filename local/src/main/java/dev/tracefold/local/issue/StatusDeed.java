package dev.tracefold.local.issue;

import dev.tracefold.issue.operation.StatusChange;
import dev.tracefold.issue.operation.StatusResult;
import dev.tracefold.issue.operation.StatusWish;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Terminal;
import dev.tracefold.release.ResolvingRelease;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the issues that a command names a status. */
final class StatusDeed {

  private StatusDeed() {}

  /**
   * @return the exit code
   */
  static int run(
      Connection connection,
      Terminal terminal,
      Clock clock,
      boolean json,
      List<String> issues,
      StatusWish wish) {
    try (OperationStores stores = new OperationStores(connection, clock)) {
      return new EachIssue(stores.reader(), terminal, json)
          .run(issues, (project, issue) -> told(stores.statuses().set(project, issue.id(), wish)));
    }
  }

  private static EachIssue.Told told(StatusResult result) {
    return switch (result) {
      case StatusResult.Changed changed ->
          new EachIssue.Told(true, true, "is " + described(changed.change()));
      case StatusResult.AlreadySo same -> new EachIssue.Told(true, false, "was like that already");
      case StatusResult.Refused refused -> new EachIssue.Told(false, false, refused.why());
    };
  }

  private static String described(StatusChange change) {
    ResolvingRelease resolution = change.resolution();
    if (resolution != null) {
      return resolution.inNextRelease()
          ? "resolved in the release after " + resolution.release().version()
          : "resolved in " + resolution.release().version();
    }
    IgnoreTerms terms = change.terms();
    return terms == null
        ? IssueNaming.status(change.status())
        : IssueNaming.status(change.status()) + " until " + ends(terms);
  }

  private static String ends(IgnoreTerms terms) {
    List<String> ends = new ArrayList<>();
    if (terms.until() != null) {
      ends.add(terms.until().toString());
    }
    if (terms.count() != null) {
      ends.add(counted(terms.count(), "event", terms.window()));
    }
    if (terms.userCount() != null) {
      ends.add(counted(terms.userCount(), "user", terms.userWindow()));
    }
    return String.join(" or ", ends);
  }

  private static String counted(long count, String what, @Nullable Duration window) {
    String counted = "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
    return window == null
        ? counted + " more"
        : counted + " within %d min".formatted(window.toMinutes());
  }
}
