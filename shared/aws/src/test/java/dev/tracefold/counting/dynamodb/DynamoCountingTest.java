package dev.tracefold.counting.dynamodb;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.aws.Item;
import dev.tracefold.aws.TestAws;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

@ParameterizedClass
@EnumSource
final class DynamoCountingTest {

  /** Far ahead, because the emulator deletes what has expired. */
  private static final Instant NOW = Instant.parse("2096-01-02T03:04:05Z");

  private final String table;
  private final DynamoDbClient dynamoDb;

  DynamoCountingTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.table = deployed.stack().table("EventsTable");
    this.dynamoDb = deployed.clients().dynamoDb();
  }

  @Test
  void whatIsCountedOnceIsFoundCountedAgain() {
    assertThat(counting(NOW).count("a1", records(40), this::addition).values())
        .containsOnly(new Counted.Now());
    assertThat(counting(NOW).count("a2", records(41), this::addition))
        .satisfies(
            results -> {
              assertThat(results.get("e40")).isEqualTo(new Counted.Now());
              assertThat(results.get("e7"))
                  .isInstanceOfSatisfying(
                      Counted.Before.class,
                      before -> assertThat(before.record().text("hash")).isEqualTo("h7"));
            });
    assertThat(total()).isEqualTo(41);
  }

  @Test
  void theRecordsOfADeadAttemptWaitForItsDeadlineAndAreThenTakenOver() {
    dieBeforeCommit("dead", records(3));
    assertThat(counting(NOW.plusSeconds(89)).count("a1", records(3), this::addition).values())
        .containsOnly(new Counted.Later());
    assertThat(total()).isZero();
    assertThat(counting(NOW.plusSeconds(91)).count("a2", records(3), this::addition).values())
        .containsOnly(new Counted.Now());
    assertThat(total()).isEqualTo(3);
  }

  @Test
  void anAttemptThatWasAbortedWhileItSleptCountsNothing() {
    Map<String, Counted> results =
        counting(NOW)
            .count(
                "sleeper",
                records(2),
                ids -> {
                  counting(NOW.plusSeconds(1000)).count("faster", records(1), this::addition);
                  return addition(ids);
                });
    assertThat(results.values()).containsOnly(new Counted.Later());
    assertThat(total()).isEqualTo(1);
    assertThat(counting(NOW.plusSeconds(2000)).count("last", records(2), this::addition))
        .containsEntry("e1", new Counted.Now())
        .extractingByKey("e0")
        .isInstanceOf(Counted.Before.class);
    assertThat(total()).isEqualTo(2);
  }

  @Test
  void concurrentAttemptsAtTheSameRecordsCountEachOnce() throws Exception {
    List<Callable<Map<String, Counted>>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String attempt = "c" + i;
      attempts.add(() -> counting(NOW).count(attempt, records(60), this::addition));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Map<String, Counted>> future : threads.invokeAll(attempts)) {
        future.get();
      }
    }
    counting(NOW.plusSeconds(1000)).count("last", records(60), this::addition);
    assertThat(total()).isEqualTo(60);
  }

  private void dieBeforeCommit(String attempt, Map<String, Item> records) {
    try {
      counting(NOW)
          .count(
              attempt,
              records,
              ids -> {
                throw new IllegalStateException("killed");
              });
    } catch (IllegalStateException killed) {
      assertThat(killed).hasMessage("killed");
    }
  }

  private DynamoCounting counting(Instant now) {
    return new DynamoCounting(
        dynamoDb, table, Clock.fixed(now, ZoneOffset.UTC), Duration.ofDays(40));
  }

  private static Map<String, Item> records(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(
            toMap(
                i -> "e" + i,
                i -> DynamoCounting.record("E#1#error#" + i).with("hash", "h" + i),
                (a, b) -> a));
  }

  private List<TransactWriteItem> addition(Set<String> ids) {
    Update add =
        Update.builder()
            .tableName(table)
            .key(Item.key("C", "C"))
            .updateExpression("ADD n :n")
            .expressionAttributeValues(
                Map.of(":n", AttributeValue.fromN(Integer.toString(ids.size()))))
            .build();
    return List.of(TransactWriteItem.builder().update(add).build());
  }

  private long total() {
    Function<Item, Long> count = item -> item.number("n");
    return Item.found(dynamoDb.getItem(r -> r.tableName(table).key(Item.key("C", "C"))).item())
        .map(count)
        .orElse(0L);
  }
}
