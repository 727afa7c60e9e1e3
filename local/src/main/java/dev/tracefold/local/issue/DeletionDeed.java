package dev.tracefold.local.issue;

import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.operation.DeletionResult;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Terminal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Deletes the issues that a command names. */
final class DeletionDeed {

  private DeletionDeed() {}

  /**
   * @param discards whether their future events are discarded
   * @return the exit code
   */
  static int run(
      Connection connection,
      Terminal terminal,
      Clock clock,
      boolean json,
      List<String> issues,
      boolean discards) {
    try (OperationStores stores = new OperationStores(connection, clock)) {
      return new EachIssue(stores.reader(), stores::unfollowed, terminal, json)
          .run(issues, (project, issue) -> delete(stores, terminal, issue.id(), discards));
    }
  }

  private static EachIssue.Told delete(
      OperationStores stores, Terminal terminal, IssueId id, boolean discards) {
    var items = new AtomicLong();
    DeletionResult result =
        stores
            .deletion()
            .delete(
                id,
                discards,
                deleted -> {
                  if (deleted > 0) {
                    terminal.step("deleted %d items".formatted(items.addAndGet(deleted)));
                  }
                });
    return switch (result) {
      case DeletionResult.Refused refused -> new EachIssue.Told(false, false, refused.why());
      case DeletionResult.Deleted done ->
          new EachIssue.Told(
              done.discarded() == discards,
              true,
              "is deleted"
                  + (done.discarded() ? ", its future events are discarded" : "")
                  + (done.discarded() == discards ? "" : ", as it was begun"));
    };
  }
}
