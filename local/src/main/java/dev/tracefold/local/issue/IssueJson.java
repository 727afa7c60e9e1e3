package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One issue for programs. */
final class IssueJson {
  private IssueJson() {}

  static ObjectNode of(IssueView view, IssueReader reader) {
    ObjectNode json = IssueTable.json(view.summary(), reader);
    json.putObject("users")
        .put("count", view.users().users())
        .put("relativeError", view.users().relativeError());
    ObjectNode days = json.putObject("days");
    view.series().days().forEach((day, count) -> days.put(day.toString(), count));
    ObjectNode hours = json.putObject("hours");
    view.series().hours().forEach((hour, count) -> hours.put(hour.toString(), count));
    ArrayNode environments = json.putArray("environments");
    view.environments()
        .forEach(
            seen ->
                environments
                    .addObject()
                    .put("name", seen.name())
                    .put("firstSeen", seen.firstSeen().toString()));
    ArrayNode releases = json.putArray("releases");
    view.releases()
        .forEach(
            seen ->
                releases
                    .addObject()
                    .put("version", seen.version())
                    .put("environment", seen.environment())
                    .put("firstSeen", seen.firstSeen().toString())
                    .put("lastSeen", seen.lastSeen().toString()));
    ArrayNode activities = json.putArray("activities");
    view.activities()
        .forEach(
            activity ->
                activities
                    .addObject()
                    .put("when", activity.when().toString())
                    .put("type", activity.type())
                    .put("name", IssueNaming.activity(activity.type()))
                    .set("data", activity.data()));
    ArrayNode reports = json.putArray("userReports");
    view.reports()
        .forEach(
            kept ->
                reports
                    .addObject()
                    .put("event", kept.report().eventId())
                    .put("when", kept.started().toString())
                    .put("name", kept.report().name())
                    .put("email", kept.report().email())
                    .put("comments", kept.report().comments()));
    putEvents(json, view);
    return json;
  }

  private static void putEvents(ObjectNode json, IssueView view) {
    ObjectNode tags = json.putObject("tags");
    tags.put("events", view.recent().events().size()).put("complete", view.recent().complete());
    ObjectNode keys = tags.putObject("keys");
    view.recent()
        .tags()
        .forEach(
            (key, values) -> {
              ObjectNode counts = keys.putObject(key);
              values.forEach(counts::put);
            });
    ArrayNode events = json.putArray("events");
    view.recent()
        .events()
        .forEach(
            event ->
                events
                    .addObject()
                    .put("id", event.eventId())
                    .put("datetime", event.datetime().toString()));
    json.set("latestEvent", view.latestEvent());
  }
}
