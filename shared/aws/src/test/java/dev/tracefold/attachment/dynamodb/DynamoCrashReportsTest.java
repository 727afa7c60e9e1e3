package dev.tracefold.attachment.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.aws.TestAws;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ParameterizedClass
@EnumSource
final class DynamoCrashReportsTest {

  /** Far ahead, because the emulator deletes what has expired. */
  private static final Instant NOW = Instant.parse("2096-01-12T09:30:00Z");

  private static final Duration RETENTION = Duration.ofDays(90);

  private final String table;
  private final DynamoDbClient dynamoDb;
  private final DynamoCrashReports reports;

  DynamoCrashReportsTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.table = deployed.stack().table("EventsTable");
    this.dynamoDb = deployed.clients().dynamoDb();
    this.reports = reportsAt(NOW);
  }

  /** C-221, C-226. */
  @Test
  void anIssueGrantsAsManyAsItsLimit() {
    assertThat(claim(1, "e1", 2)).isTrue();
    assertThat(claim(1, "e2", 2)).isTrue();
    assertThat(claim(1, "e3", 2)).isFalse();
    assertThat(claim(2, "e3", 2)).as("another issue").isTrue();
  }

  @Test
  void oneThatWasGrantedIsGrantedAgainAndCountsOnce() {
    assertThat(claim(1, "e1", 1)).isTrue();
    assertThat(claim(1, "e1", 1)).isTrue();
    assertThat(claim(1, "e2", 1)).isFalse();
    assertThat(claim(1, "e1", 1)).isTrue();
  }

  /** 16.4: raising the limit takes effect at once. */
  @Test
  void aHigherLimitGrantsMore() {
    assertThat(claim(1, "e1", 1)).isTrue();
    assertThat(claim(1, "e2", 1)).isFalse();
    assertThat(claim(1, "e2", 2)).isTrue();
  }

  @Test
  void aLowerLimitGrantsNoneUntilEnoughAreGone() {
    IntStream.range(0, 4).forEach(i -> assertThat(claim(1, "e" + i, 4)).isTrue());

    assertThat(claim(1, "late", 2)).isFalse();
    release("e0");
    release("e1");
    assertThat(claim(1, "late", 2)).isFalse();
    release("e2");
    assertThat(claim(1, "late", 2)).isTrue();
    assertThat(claim(1, "later", 2)).isFalse();
  }

  /** C-227. */
  @Test
  void oneThatIsDeletedMakesRoom() {
    assertThat(claim(1, "e1", 1)).isTrue();
    release("e1");
    release("never granted");
    assertThat(claim(1, "e2", 1)).isTrue();
  }

  @Test
  void oneThatExpiresMakesRoom() {
    assertThat(claim(1, "e1", 1)).isTrue();

    assertThat(reportsAt(NOW.plus(RETENTION).minusSeconds(1)).claim(42, 1, "e2", "0", 1)).isFalse();
    assertThat(reportsAt(NOW.plus(RETENTION)).claim(42, 1, "e2", "0", 1)).isTrue();
  }

  @Test
  void manyThatAskAtOnceAreGrantedExactlyTheLimit() throws Exception {
    List<Callable<Boolean>> asking =
        IntStream.range(0, 24)
            .<Callable<Boolean>>mapToObj(i -> () -> claim(1, "e" + i, 7))
            .toList();
    long granted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
      for (Future<Boolean> answer : threads.invokeAll(asking)) {
        granted += answer.get() ? 1 : 0;
      }
    }
    assertThat(granted).isEqualTo(7);
  }

  private boolean claim(long issueId, String eventId, int limit) {
    return reports.claim(42, issueId, eventId, "0", limit);
  }

  private void release(String eventId) {
    reports.release(42, 1, eventId, "0");
  }

  private DynamoCrashReports reportsAt(Instant time) {
    return new DynamoCrashReports(dynamoDb, table, Clock.fixed(time, ZoneOffset.UTC), RETENTION);
  }
}
