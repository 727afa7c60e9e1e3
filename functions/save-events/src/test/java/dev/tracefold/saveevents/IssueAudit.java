package dev.tracefold.saveevents;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.saveevents.SavingModel.Sent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks that everything that is stored of issues agrees with everything else, and with what stream
 * messages said.
 */
final class IssueAudit {

  private static final String REGRESSION_PREFIX = "REGRESSION#";

  private final Remains remains;
  private final Map<String, Sent> sent;
  private final List<JsonNode> stream;
  private final Audit.Past past;
  private final Findings findings;

  IssueAudit(
      Remains remains, List<Sent> sent, List<JsonNode> stream, Audit.Past past, Findings findings) {
    this.remains = remains;
    this.sent = sent.stream().collect(toMap(Sent::eventId, one -> one, (a, b) -> a));
    this.stream = stream;
    this.past = past;
    this.findings = findings;
  }

  void check() {
    checkHashes();
    checkStatuses();
    checkFlags();
    checkSightings();
  }

  /** Every hash leads to an issue that is there and knows it, or nowhere. */
  private void checkHashes() {
    Map<String, Long> owners = new HashMap<>();
    remains
        .items(item -> item.pk().startsWith("I#") && item.sk().startsWith(IssueKeys.MEMBER_PREFIX))
        .forEach(
            item -> {
              String hash = item.sk().substring(IssueKeys.MEMBER_PREFIX.length());
              Long before = owners.put(hash, Long.valueOf(item.pk().substring(2)));
              findings.expect(before == null, "two issues say that they have hash %s", hash);
              Item row = remains.hashes.get(hash);
              findings.expect(
                  row != null
                      && row.optionalNumber("life").orElse(0)
                          == item.optionalNumber("life").orElse(0),
                  "hash %s is in another life than its issue says",
                  hash);
            });
    remains.hashes.forEach(
        (hash, row) -> {
          Long issue = row.optionalNumber("issue").isPresent() ? row.number("issue") : null;
          findings.expect(
              Objects.equals(issue, owners.get(hash)),
              "hash %s leads to %s, and %s says that it has it",
              hash,
              issue,
              owners.get(hash));
          if (issue != null) {
            Issue owner = remains.issues.get(new IssueId(issue));
            findings.expect(
                owner != null && owner.mergedInto() == null && Remains.isPresent(owner),
                "hash %s leads to issue %s, which is %s",
                hash,
                issue,
                owner == null ? "gone" : owner.status() + " " + owner.mergedInto());
          }
          String tombstone = row.optionalText("tombstone").orElse(null);
          findings.expect(
              tombstone == null || remains.tombstones().contains(tombstone),
              "hash %s is discarded by tombstone %s, which nobody can see",
              hash,
              tombstone);
        });
    List<Long> numbers = remains.issues.values().stream().map(Issue::number).toList();
    findings.expect(new HashSet<>(numbers).size() == numbers.size(), "short ids are not unique");
  }

  /** Each epoch was ended by one deed, and each deed has one activity. */
  private void checkStatuses() {
    for (Issue issue : remains.present()) {
      List<Remains.Change> changes = remains.statusChanges(issue);
      List<Long> expected = Stream.iterate(1L, e -> e <= issue.epoch(), e -> e + 1).toList();
      findings.expect(
          changes.stream().map(Remains.Change::epoch).toList().equals(expected),
          "issue %s is in epoch %d, its activities are %s",
          issue.id(),
          issue.epoch(),
          changes);
      List<Long> regressions =
          changes.stream()
              .filter(change -> change.type() == ActivityType.SET_REGRESSION.code())
              .map(change -> change.epoch() - 1)
              .toList();
      List<Long> rows =
          remains
              .rows(issue, REGRESSION_PREFIX)
              .map(item -> Long.valueOf(item.sk().substring(REGRESSION_PREFIX.length())))
              .sorted()
              .toList();
      findings.expect(
          rows.equals(regressions),
          "issue %s has regressions %s and activities %s",
          issue.id(),
          rows,
          regressions);
    }
  }

  /** What stream messages say is the same in each, and what is stored. */
  private void checkFlags() {
    Map<String, JsonNode> messages = new HashMap<>();
    for (JsonNode message : stream) {
      JsonNode before = messages.put(message.path("id").asText(), message);
      boolean gone = !remains.issues.containsKey(new IssueId(message.path("group_id").asLong()));
      findings.expect(
          before == null || gone || flags(before).equals(flags(message)),
          "said %s and %s of event %s",
          before == null ? null : flags(before),
          flags(message),
          message.path("event_id").asText());
    }
    remains.counted.forEach(
        (id, item) ->
            findings.expect(
                past.erased().contains(id)
                    || messages.containsKey("%d:event:%s".formatted(remains.project, id)),
                "event %s was never announced",
                id));
    for (Issue issue : remains.present()) {
      Set<String> creators =
          issue.creator() == null || issue.creator().equals(Issue.NO_EVENT)
              ? Set.of()
              : new TreeSet<>(Set.of(issue.creator()));
      expectErased(creators, said(messages, issue, "is_new"), "issue %s is new by", issue.id());
      Set<String> causes = causes(issue, REGRESSION_PREFIX);
      expectErased(
          causes, said(messages, issue, "is_regression"), "issue %s regressed by", issue.id());
      Set<String> firsts = said(messages, issue, "is_new_group_environment");
      Set<String> stored = causes(issue, IssueKeys.ENVIRONMENT_PREFIX);
      findings.expect(
          stored.containsAll(firsts),
          "issue %s was first in an environment by %s, stored are %s",
          issue.id(),
          firsts,
          stored);
    }
  }

  private void expectErased(Set<String> expected, Set<String> found, String what, IssueId issue) {
    Set<String> told = new TreeSet<>(expected);
    told.removeIf(id -> past.erased().contains(id) && !found.contains(id));
    findings.expect(told.equals(found), what + " %s, messages say %s", issue, expected, found);
  }

  private Set<String> causes(Issue issue, String prefix) {
    return remains
        .rows(issue, prefix)
        .map(item -> item.text("creator"))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> said(Map<String, JsonNode> messages, Issue issue, String flag) {
    return messages.values().stream()
        .filter(message -> message.path("group_id").asLong() == issue.id().value())
        .filter(message -> message.path(flag).asBoolean())
        .map(message -> message.path("event_id").asText())
        .collect(toCollection(TreeSet::new));
  }

  private static List<Boolean> flags(JsonNode message) {
    return Stream.of("is_new", "is_regression", "is_new_group_environment")
        .map(name -> message.path(name).asBoolean())
        .toList();
  }

  /** First and last seen, and by whom, where no hash was taken away with a part of that. */
  private void checkSightings() {
    if (past.unmerged()) {
      return;
    }
    for (Issue issue : remains.present()) {
      List<Sent> events =
          remains.counted.entrySet().stream()
              .filter(entry -> leadsTo(entry.getValue(), issue))
              .map(entry -> Objects.requireNonNull(sent.get(entry.getKey())))
              .toList();
      if (events.isEmpty()) {
        continue;
      }
      List<Instant> times = events.stream().map(Sent::when).sorted().toList();
      findings.expect(
          issue.firstSeen().equals(times.getFirst()) && issue.lastSeen().equals(times.getLast()),
          "issue %s was seen from %s to %s, its events are from %s to %s",
          issue.id(),
          issue.firstSeen(),
          issue.lastSeen(),
          times.getFirst(),
          times.getLast());
      long users =
          events.stream()
              .filter(event -> !past.erased().contains(event.eventId()))
              .map(Sent::user)
              .filter(Objects::nonNull)
              .distinct()
              .count();
      long stored = users(issue);
      findings.expect(
          past.erased().isEmpty() ? stored == users : stored >= users,
          "issue %s counts %d users of %d",
          issue.id(),
          stored,
          users);
    }
  }

  private boolean leadsTo(Item record, Issue issue) {
    Item row = remains.hashes.get(record.text("hash"));
    return row != null
        && row.optionalNumber("issue").orElse(0) == issue.id().value()
        && row.optionalNumber("life").orElse(0) == record.optionalNumber("life").orElse(0);
  }

  private long users(Issue issue) {
    Set<String> users = new HashSet<>();
    for (Issue part : remains.issues.values()) {
      Issue whole = part;
      while (whole != null && whole.mergedInto() != null) {
        whole = remains.issues.get(whole.mergedInto());
      }
      if (whole != null && whole.id().equals(issue.id())) {
        remains.partition(IssueKeys.users(part.id())).forEach(item -> users.add(item.sk()));
      }
    }
    return users.size();
  }
}
