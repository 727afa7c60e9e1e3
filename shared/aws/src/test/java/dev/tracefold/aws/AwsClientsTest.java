package dev.tracefold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.embedded.TestStacks;
import dev.tracefold.testing.UnreliableHttp;
import dev.tracefold.testing.UnreliableHttp.Failure;
import dev.tracefold.testing.memory.MemoryAws;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class AwsClientsTest {

  private static final int WRITES = 30;

  private final MemoryAws aws = new MemoryAws(TestStacks.template());
  private final String table = aws.stack().table("IssuesTable");
  private final UnreliableHttp network =
      new UnreliableHttp(aws, new Random(1), 0.3, Set.of(Failure.CONFLICT));
  private final DynamoDbClient dynamoDb = new AwsClients(network).dynamoDb();

  @Test
  void aWriteThatMeetsATransactionIsTriedAgain() {
    Map<String, AttributeValue> counter = Item.key("a", "COUNTER");
    for (int i = 0; i < WRITES; i++) {
      Item item = Item.at("a", "item" + i);
      assertThat(Writes.putIfAbsent(dynamoDb, table, item)).isEmpty();
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(counter)
                  .updateExpression("ADD n :one")
                  .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }

    assertThat(network.happened().get(Failure.CONFLICT)).isGreaterThan(WRITES / 3);
    assertThat(Writes.read(dynamoDb, table, counter).orElseThrow().number("n")).isEqualTo(WRITES);
  }
}
