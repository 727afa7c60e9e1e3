package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.local.Terminal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A list of issues for people and for programs. */
final class IssueTable {

  static final List<String> HEADING =
      List.of(
          "SHORT ID",
          "TITLE",
          "CULPRIT",
          "LEVEL",
          "STATUS",
          "TIMES SEEN",
          "FIRST SEEN (UTC)",
          "LAST SEEN (UTC)");

  private static final int TITLE_COLUMNS_MAX = 52;
  private static final int CULPRIT_COLUMNS_MAX = 32;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private IssueTable() {}

  static List<List<String>> rows(List<IssueSummary> summaries, IssueReader reader) {
    return summaries.stream().map(summary -> row(summary, reader)).toList();
  }

  private static List<String> row(IssueSummary summary, IssueReader reader) {
    Issue issue = summary.issue();
    return List.of(
        reader.shortId(issue).toString(),
        Terminal.cut(Terminal.safe(issue.latest().title()), TITLE_COLUMNS_MAX),
        Terminal.cut(Terminal.safe(issue.latest().culprit()), CULPRIT_COLUMNS_MAX),
        IssueNaming.level(issue.latest().level()),
        IssueNaming.status(issue.status()),
        Long.toString(summary.timesSeen()),
        time(issue.firstSeen()),
        time(issue.lastSeen()));
  }

  /** A time to the second (UTC). */
  static String time(Instant when) {
    return TIME.format(when);
  }

  static ArrayNode json(List<IssueSummary> summaries, IssueReader reader) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    summaries.forEach(summary -> list.add(json(summary, reader)));
    return list;
  }

  static ObjectNode json(IssueSummary summary, IssueReader reader) {
    Issue issue = summary.issue();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", issue.id().value())
            .put("shortId", reader.shortId(issue).toString())
            .put("title", issue.latest().title())
            .put("culprit", issue.latest().culprit())
            .put("level", IssueNaming.level(issue.latest().level()))
            .put("status", IssueNaming.status(issue.status()))
            .put("timesSeen", summary.timesSeen())
            .put("firstSeen", issue.firstSeen().toString())
            .put("lastSeen", issue.lastSeen().toString())
            .put("project", issue.projectId())
            .put("projectSlug", reader.slug(issue))
            .put("platform", issue.platform())
            .put("logger", issue.logger())
            .put("firstRelease", issue.firstRelease());
    ArrayNode hashes = json.putArray("hashes");
    summary.hashes().forEach(hash -> hashes.add(hash.value()));
    return json;
  }
}
