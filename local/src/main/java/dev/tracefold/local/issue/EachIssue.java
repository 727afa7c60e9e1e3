package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.issue.Issue;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.Project;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;

/** Does something to each of the issues that a command names, and tells what became of each. */
final class EachIssue {

  /**
   * What became of one.
   *
   * @param done whether it is now as wanted
   * @param changed whether this run made it so
   * @param text for people: "is resolved", or why not
   */
  record Told(boolean done, boolean changed, String text) {}

  private final IssueReader reader;
  private final Function<String, Optional<Issue>> find;
  private final Terminal terminal;
  private final boolean json;

  EachIssue(IssueReader reader, Terminal terminal, boolean json) {
    this(reader, reader::issue, terminal, json);
  }

  /**
   * @param find the issue of an id or a short id
   */
  EachIssue(
      IssueReader reader, Function<String, Optional<Issue>> find, Terminal terminal, boolean json) {
    this.reader = reader;
    this.find = find;
    this.terminal = terminal;
    this.json = json;
  }

  /**
   * Does it to all of them, also where some fail.
   *
   * @param names ids or short ids
   * @return the exit code
   */
  int run(List<String> names, BiFunction<Project, Issue, Told> deed) {
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    boolean allDone = true;
    for (String name : names) {
      Optional<Issue> issue = find.apply(name);
      Optional<Project> project = issue.flatMap(reader::projectOf);
      Told told =
          project.isEmpty()
              ? new Told(false, false, IssueReader.unknown(name))
              : deed.apply(project.get(), issue.orElseThrow());
      allDone &= told.done();
      tell(name, issue, told, results.addObject());
    }
    if (json) {
      terminal.result(results.toString());
    }
    return allDone ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void tell(String name, Optional<Issue> issue, Told told, ObjectNode result) {
    result.put("issue", name);
    issue.ifPresent(
        found ->
            result.put("id", found.id().value()).put("shortId", reader.shortId(found).toString()));
    result.put("done", told.done()).put("changed", told.changed()).put("text", told.text());
    if (json) {
      return;
    }
    String who = issue.map(found -> reader.shortId(found).toString()).orElse("");
    String line = who.isEmpty() ? told.text() : who + " " + told.text();
    if (told.done()) {
      terminal.result(Terminal.safe(line));
    } else {
      terminal.complain(line);
    }
  }
}
