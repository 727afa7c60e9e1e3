package dev.tracefold.issue.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.query.Activity;
import java.time.Instant;

/** Writes something that happened to an issue as an item and reads it back. */
final class ActivityItem {

  /** What else is known of it, as JSON text. */
  static final String DATA = "activity_data";

  private ActivityItem() {}

  /**
   * @param name what makes it different from others at that time; the same for the same deed
   */
  static Item write(IssueId issue, Instant when, String name, ActivityType type, ObjectNode data) {
    return Item.at(IssueKeys.issue(issue), IssueKeys.activity(when, name))
        .with("activity", type.code())
        .with("happened", when.toEpochMilli())
        .with(DATA, JsonTree.write(data));
  }

  static Activity read(Item item) {
    return new Activity(IssueKeys.activityTime(item.sk()), item.number("activity"), data(item));
  }

  static ObjectNode data(Item item) {
    try {
      return (ObjectNode) JsonTree.read(item.text(DATA));
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalStateException("an activity holds text that is no JSON object", e);
    }
  }
}
