package dev.tracefold.saveevents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.saveevents.SavingModel.Sent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Checks a world in which nothing is on the way any more against what must be true whatever
 * happened in which order: each event has one fate, is counted once wherever it is counted, and has
 * its payload. {@link IssueAudit} checks what is stored of issues.
 */
final class Audit {

  private final Remains remains;
  private final List<Sent> sent;
  private final List<JsonNode> outcomes;
  private final Past past;
  private final Findings findings;
  private final SavingWorld world;

  /**
   * What people did, as far as it matters here.
   *
   * @param discarded whether future events of an issue were ever discarded
   * @param deleted whether an issue was ever deleted
   * @param unmerged whether a hash was ever taken out of an issue
   * @param merged whether issues were ever merged
   * @param erased events that were erased
   */
  record Past(
      boolean discarded, boolean deleted, boolean unmerged, boolean merged, Set<String> erased) {}

  Audit(Remains remains, List<Sent> sent, List<JsonNode> outcomes, Past past, Findings findings) {
    this.remains = remains;
    this.sent = sent;
    this.outcomes = outcomes;
    this.past = past;
    this.findings = findings;
    this.world = remains.world;
  }

  void check() {
    checkFates();
    checkUsage();
    checkCounters();
    checkPayloads();
    checkNewIssues();
  }

  private void checkFates() {
    Map<String, Set<String>> fates = new HashMap<>();
    for (JsonNode outcome : outcomes) {
      fates
          .computeIfAbsent(outcome.path("event_id").asText(), id -> new TreeSet<>())
          .add(outcome.path("outcome").asInt() + outcome.path("reason").asText(""));
    }
    for (Sent one : sent) {
      Set<String> found = fates.getOrDefault(one.eventId(), Set.of());
      boolean accepted = found.equals(Set.of("0"));
      boolean discarded = past.discarded() && found.equals(Set.of("1discarded-hash"));
      findings.expect(
          accepted || discarded, "event %s (%s) ended as %s", one.eventId(), one.text(), found);
      findings.expect(
          accepted == remains.counted.containsKey(one.eventId()),
          "event %s ended as %s and has a record: %s",
          one.eventId(),
          found,
          remains.counted.containsKey(one.eventId()));
    }
  }

  private void checkUsage() {
    long used =
        world.items("UsageTable", "U#" + remains.project + "#").stream()
            .filter(row -> row.sk().split("#", -1)[3].equals("0"))
            .mapToLong(row -> row.number("item_count"))
            .sum();
    long series =
        world.items("UsageTable", "S#" + remains.project + "#").stream()
            .mapToLong(row -> row.number("n"))
            .sum();
    findings.expect(
        used == remains.counted.size(),
        "usage counts %d of %d events",
        used,
        remains.counted.size());
    findings.expect(
        series == remains.counted.size(),
        "the series counts %d of %d",
        series,
        remains.counted.size());
  }

  private record Counted(String hash, long life) {
    String key() {
      return life == 0 ? hash : hash + "#" + life;
    }
  }

  /** Lives that ended with their issue are left out: whoever came late may have left something. */
  private void checkCounters() {
    Map<Counted, Set<String>> events = new HashMap<>();
    remains.counted.forEach(
        (id, item) ->
            events
                .computeIfAbsent(
                    new Counted(item.text("hash"), item.optionalNumber("life").orElse(0)),
                    counted -> new TreeSet<>())
                .add(id));
    remains.hashes.forEach(
        (hash, row) -> {
          var counted = new Counted(hash, row.optionalNumber("life").orElse(0));
          Set<String> expected = events.getOrDefault(counted, Set.of());
          String pk = "H#%d#%s".formatted(remains.project, counted.key());
          long times = sum(pk, IssueKeys.COUNT_PREFIX);
          long days = sum(pk, IssueKeys.DAY_PREFIX);
          findings.expect(
              times == expected.size() && days == expected.size(),
              "hash %s counts %d, in days %d, of %d",
              counted,
              times,
              days,
              expected.size());
          String list = "L#%d#%s".formatted(remains.project, counted.key());
          List<String> listed =
              world.items("EventsTable", list).stream()
                  .filter(item -> item.pk().equals(list))
                  .flatMap(item -> EventList.read(item.bytes("list")).entries().stream())
                  .map(EventList.Entry::eventId)
                  .sorted()
                  .toList();
          List<String> unerased =
              expected.stream().filter(id -> !past.erased().contains(id)).sorted().toList();
          findings.expect(
              listed.equals(unerased), "%s lists %s, not %s", counted, listed, unerased);
        });
    events
        .keySet()
        .forEach(
            counted ->
                findings.expect(
                    remains.hashes.containsKey(counted.hash()), "no row of %s", counted));
  }

  private long sum(String pk, String prefix) {
    return remains.partition(pk).stream()
        .filter(item -> item.sk().startsWith(prefix))
        .mapToLong(item -> item.number("n"))
        .sum();
  }

  private void checkPayloads() {
    S3Payloads payloads = S3Payloads.reading(world.s3, world.stack.bucket(), world.clock);
    remains.counted.forEach(
        (id, item) -> {
          if (past.erased().contains(id)) {
            findings.expect(
                item.optionalText("segment").isEmpty(), "erased event %s has a position", id);
            return;
          }
          String found =
              payloads
                  .read(
                      remains.project,
                      new PayloadPosition(
                          item.text("segment"), item.number("offset"), (int) item.number("length")))
                  .map(payload -> payload.path("event_id").asText())
                  .orElse("nothing");
          findings.expect(
              found.equals(id), "the record of %s leads to the payload of %s", id, found);
        });
    for (String segment :
        past.erased().isEmpty() ? List.<String>of() : payloads.segments(remains.project)) {
      payloads.members(remains.project, segment).stream()
          .map(member -> member.payload().path("event_id").asText())
          .forEach(
              id -> findings.expect(!past.erased().contains(id), "a payload of %s is left", id));
    }
  }

  /** New issues per release, where none has gone since. */
  private void checkNewIssues() {
    if (past.deleted()) {
      return;
    }
    long created =
        remains.issues.values().stream()
            .filter(
                issue -> !Issue.NO_EVENT.equals(issue.creator()) && issue.firstRelease() != null)
            .count();
    long counted = newIssues(item -> !item.sk().startsWith(IssueKeys.ENVIRONMENT_PREFIX));
    findings.expect(
        counted == created, "%d new issues are counted in releases, of %d", counted, created);
    if (past.merged()) {
      return;
    }
    long seen =
        remains
            .items(
                item ->
                    item.pk().startsWith("I#")
                        && item.sk().startsWith(IssueKeys.ENVIRONMENT_PREFIX))
            .filter(item -> item.optionalText("release").isPresent())
            .count();
    long countedThere = newIssues(item -> item.sk().startsWith(IssueKeys.ENVIRONMENT_PREFIX));
    findings.expect(
        countedThere == seen, "%d are counted in environments, of %d", countedThere, seen);
  }

  private long newIssues(Predicate<Item> wanted) {
    return remains
        .items(item -> item.pk().startsWith("P#%d#R#".formatted(remains.project)))
        .filter(wanted)
        .mapToLong(item -> item.optionalNumber("new_issues").orElse(0))
        .sum();
  }
}
