package dev.tracefold.issue.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.aws.Parallel;
import dev.tracefold.aws.TestAws;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.EventHashes;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.HashMatch;
import dev.tracefold.issue.HashRow;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.IssueStore.Creation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Issues that functions create at the same time. */
@ParameterizedClass
@EnumSource
final class DynamoIssueCreationTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final List<Hash> FLAT = List.of(new Hash("a"), new Hash("b"));

  private final DynamoIssueStore issues;

  DynamoIssueCreationTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.issues =
        new DynamoIssueStore(deployed.clients().dynamoDb(), deployed.stack().table("IssuesTable"));
  }

  @Test
  @DisplayName("C-298: events of other roots make an issue each, whatever flat hashes they share")
  void eventsOfOtherRootsMakeAnIssueEach() {
    List<EventHashes> events =
        List.of(
            new EventHashes(FLAT, List.of(new Hash("c"), new Hash("d"))),
            new EventHashes(FLAT, List.of(new Hash("x"), new Hash("y"))));
    List<Map<HashKey, HashRow>> read = events.stream().map(this::rows).toList();

    List<Creation> created =
        Parallel.map(List.of(0, 1), i -> create(new IssueId(i + 1), events.get(i), read.get(i)));

    assertThat(created).containsOnly(Creation.CREATED);
    for (int i = 0; i < 2; i++) {
      EventHashes event = events.get(i);
      Map<HashKey, HashRow> now = rows(event);
      assertThat(event.match(hash -> row(now, hash)))
          .isEqualTo(
              new HashMatch.Found(
                  new IssueId(i + 1), event.hierarchical().getFirst(), List.of(), 0));
      assertThat(FLAT).allSatisfy(hash -> assertThat(row(now, hash).issue()).isNull());
    }
  }

  private Creation create(IssueId id, EventHashes event, Map<HashKey, HashRow> rows) {
    HashMatch.Missing missing = (HashMatch.Missing) event.match(hash -> row(rows, hash));
    return issues.create(
        issue(id),
        missing.attach().stream().map(hash -> row(rows, hash)).toList(),
        event.all().stream()
            .filter(hash -> !missing.attach().contains(hash))
            .map(hash -> row(rows, hash))
            .toList());
  }

  private Map<HashKey, HashRow> rows(EventHashes event) {
    return issues.findHashes(event.all().stream().map(hash -> new HashKey(1, hash)).toList());
  }

  private static HashRow row(Map<HashKey, HashRow> rows, Hash hash) {
    HashKey key = new HashKey(1, hash);
    return rows.getOrDefault(key, HashRow.unowned(key));
  }

  private static Issue issue(IssueId id) {
    return new Issue(
        id,
        1,
        id.value(),
        "f".repeat(32),
        "cocoa",
        "",
        null,
        new IssueFace(40, "title", "culprit", "", JsonNodeFactory.instance.objectNode()),
        NOON,
        NOON,
        NOON,
        IssueStatus.UNRESOLVED,
        0,
        null,
        null,
        null,
        null);
  }
}
