package dev.tracefold.issue.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.TableTransaction;
import dev.tracefold.aws.Writes;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.issue.Issue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item that says that an issue awaits its project's next release, in which it is resolved: the
 * epoch of that resolution, and where its activity is, which is told the release when it comes.
 */
final class AwaitedRelease {

  private AwaitedRelease() {}

  static Item write(Issue issue, long epoch, String activitySk) {
    return Item.at(IssueKeys.awaiting(issue.projectId()), issue.id().toString())
        .with("issue", issue.id().value())
        .with("epoch", epoch)
        .with("activity_sk", activitySk);
  }

  static Map<String, AttributeValue> key(Issue issue) {
    return Item.key(IssueKeys.awaiting(issue.projectId()), issue.id().toString());
  }

  /** Whether an issue has such an item. */
  static boolean isOf(Issue issue) {
    return issue.resolution() != null && issue.resolution().inNextRelease();
  }

  /**
   * Ends the waiting within a transaction: the item goes, and the resolution's activity is told.
   *
   * @param told from what the activity said to what it says from now on
   */
  static void end(
      DynamoDbClient dynamoDb,
      String table,
      Issue issue,
      Function<ObjectNode, ObjectNode> told,
      TableTransaction transaction) {
    Optional<Item> awaited =
        Writes.read(dynamoDb, table, key(issue))
            .filter(item -> item.number("epoch") == issue.epoch());
    Optional<Item> activity =
        awaited.flatMap(
            item ->
                Writes.read(
                    dynamoDb,
                    table,
                    Item.key(IssueKeys.issue(issue.id()), item.text("activity_sk"))));
    if (activity.isPresent()) {
      transaction.put(
          activity
              .get()
              .with(
                  ActivityItem.DATA,
                  JsonTree.write(told.apply(ActivityItem.data(activity.get())))));
    }
    transaction.delete(key(issue));
  }
}
