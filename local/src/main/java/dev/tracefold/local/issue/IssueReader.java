package dev.tracefold.local.issue;

import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.ShortId;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.local.Connection;
import dev.tracefold.local.project.NamedProjects;
import dev.tracefold.project.Project;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Finds issues and projects of a system by what people call them. */
final class IssueReader {

  private final IssueQueries queries;
  private final Map<Long, Project> projects = new LinkedHashMap<>();

  IssueReader(DynamoDbClient dynamoDb, Connection connection) {
    this.queries =
        new DynamoIssueQueries(
            dynamoDb, connection.table("IssuesTable"), connection.table("EventsTable"));
    new DynamoProjects(dynamoDb, connection.table("ProjectsTable"))
        .projects()
        .forEach(project -> projects.put(project.id(), project));
  }

  IssueQueries queries() {
    return queries;
  }

  /** All projects, by id. */
  List<Project> projects() {
    return List.copyOf(projects.values());
  }

  /** The project of an id or a slug. */
  Optional<Project> project(String idOrSlug) {
    return NamedProjects.find(projects.values(), idOrSlug);
  }

  /** The issue of an id or a short id. */
  Optional<Issue> issue(String idOrShortId) {
    OptionalLong id = number(idOrShortId);
    if (id.isPresent() && id.getAsLong() > 0) {
      return queries.find(new IssueId(id.getAsLong()));
    }
    return ShortId.parse(idOrShortId)
        .flatMap(
            shortId ->
                project(shortId.slug()).flatMap(p -> queries.find(p.id(), shortId.number())));
  }

  /** The id of an issue, also if it was merged into another one since. */
  Optional<IssueId> unfollowed(String idOrShortId) {
    OptionalLong id = number(idOrShortId);
    if (id.isPresent() && id.getAsLong() > 0) {
      return Optional.of(new IssueId(id.getAsLong()));
    }
    return ShortId.parse(idOrShortId)
        .flatMap(
            shortId ->
                project(shortId.slug()).flatMap(p -> queries.unfollowed(p.id(), shortId.number())));
  }

  /** What is said of an issue that is not there. */
  static String unknown(String idOrShortId) {
    return "there is no issue '%s'; expected an id or a short id as 'tracefold issues' lists them"
        .formatted(idOrShortId);
  }

  /** The project of an issue; empty where it is gone. */
  Optional<Project> projectOf(Issue issue) {
    return Optional.ofNullable(projects.get(issue.projectId()));
  }

  /** What people call an issue. */
  ShortId shortId(Issue issue) {
    return new ShortId(slug(issue), issue.number());
  }

  /** The slug of an issue's project; its id where the project is gone. */
  String slug(Issue issue) {
    Project project = projects.get(issue.projectId());
    return project == null ? Long.toString(issue.projectId()) : project.slug();
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
