package dev.tracefold.issue.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.release.DatedRelease;
import dev.tracefold.release.ResolvingRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an issue as an item and reads it back. Times are Unix milliseconds. */
public final class IssueItem {

  /** How far an issue moves in lists of issues at a time: each move costs two write units. */
  private static final long LISTED_MILLIS = 60_000;

  private IssueItem() {}

  static Item write(Issue issue) {
    Item item =
        Item.at(IssueKeys.issue(issue.id()), IssueKeys.ISSUE)
            .with("issue", issue.id().value())
            .with("project", issue.projectId())
            .with("number", issue.number())
            .with("creator", issue.creator())
            .with("platform", issue.platform())
            .with("logger", issue.logger())
            .with("first_release", issue.firstRelease())
            .with("face", FaceBytes.of(issue.latest()))
            .with("first_seen", issue.firstSeen().toEpochMilli())
            .with("last_seen", issue.lastSeen().toEpochMilli())
            .with("active_at", issue.activeAt().toEpochMilli())
            .with("issue_status", issue.status().code())
            .with("epoch", issue.epoch())
            .with("listed", IssueKeys.listed(issue.projectId(), issue.id()))
            .with("listed_at", listedAt(issue.lastSeen()));
    ResolvingRelease resolution = issue.resolution();
    if (resolution != null) {
      item.with("resolution", JsonTree.write(resolution(resolution)));
    }
    IgnoreTerms terms = issue.ignoreTerms();
    if (terms != null) {
      item.with("ignore_terms", JsonTree.write(terms(terms)));
    }
    IssueId target = issue.mergedInto();
    if (target != null) {
      item.with("merged_into", target.value());
    }
    return item.with("tombstone", issue.tombstone());
  }

  /** Reads an item with the sort key {@code ISSUE}. */
  public static Issue read(Item item) {
    return new Issue(
        new IssueId(item.number("issue")),
        item.number("project"),
        item.number("number"),
        item.optionalText("creator").orElse(null),
        item.text("platform"),
        item.text("logger"),
        item.optionalText("first_release").orElse(null),
        FaceBytes.read(item.bytes("face")),
        Instant.ofEpochMilli(item.number("first_seen")),
        Instant.ofEpochMilli(item.number("last_seen")),
        Instant.ofEpochMilli(item.number("active_at")),
        IssueStatus.of(item.number("issue_status")),
        item.number("epoch"),
        item.optionalText("resolution").map(text -> resolution(object(text))).orElse(null),
        item.optionalText("ignore_terms").map(text -> terms(object(text))).orElse(null),
        item.optionalNumber("merged_into").stream().mapToObj(IssueId::new).findFirst().orElse(null),
        item.optionalText("tombstone").orElse(null));
  }

  /** Where an issue stands in lists: its last seen, to the minute. */
  static long listedAt(Instant lastSeen) {
    return Math.floorDiv(lastSeen.toEpochMilli(), LISTED_MILLIS) * LISTED_MILLIS;
  }

  static ObjectNode resolution(ResolvingRelease resolution) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("in_next_release", resolution.inNextRelease());
    json.set("release", release(resolution.release()));
    json.put("current_version", resolution.currentVersion());
    DatedRelease current = resolution.current();
    if (current != null) {
      json.set("current", release(current));
    }
    return json;
  }

  static ObjectNode terms(IgnoreTerms terms) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("until", millis(terms.until()));
    json.put("count", terms.count());
    json.put("window", seconds(terms.window()));
    json.put("user_count", terms.userCount());
    json.put("user_window", seconds(terms.userWindow()));
    json.put("times_seen_before", terms.timesSeenBefore());
    json.put("users_seen_before", terms.usersSeenBefore());
    return json;
  }

  private static ResolvingRelease resolution(ObjectNode json) {
    return new ResolvingRelease(
        json.path("in_next_release").asBoolean(),
        release(json.path("release")),
        json.path("current_version").textValue(),
        json.path("current").isObject() ? release(json.path("current")) : null);
  }

  private static IgnoreTerms terms(ObjectNode json) {
    return new IgnoreTerms(
        number(json, "until").map(Instant::ofEpochMilli).orElse(null),
        number(json, "count").orElse(null),
        number(json, "window").map(Duration::ofSeconds).orElse(null),
        number(json, "user_count").orElse(null),
        number(json, "user_window").map(Duration::ofSeconds).orElse(null),
        json.path("times_seen_before").asLong(),
        json.path("users_seen_before").asLong());
  }

  private static ObjectNode release(DatedRelease release) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", release.version())
        .put("added", release.added().toEpochMilli());
  }

  private static DatedRelease release(JsonNode json) {
    return new DatedRelease(
        json.path("version").asText(), Instant.ofEpochMilli(json.path("added").asLong()));
  }

  private static Optional<Long> number(ObjectNode json, String name) {
    JsonNode value = json.path(name);
    return value.isIntegralNumber() ? Optional.of(value.longValue()) : Optional.empty();
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : Long.valueOf(instant.toEpochMilli());
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : Long.valueOf(duration.toSeconds());
  }

  private static ObjectNode object(String text) {
    try {
      return (ObjectNode) JsonTree.read(text);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalStateException("an issue holds text that is no JSON object", e);
    }
  }
}
