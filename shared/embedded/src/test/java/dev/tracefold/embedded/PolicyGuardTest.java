package dev.tracefold.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class PolicyGuardTest {
  private static final String COUNTER = "R#1";

  private final Stack stack = TestStacks.create();

  private DynamoDbClient as(String function) {
    return DynamoDbClient.builder()
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new PolicyGuard(stack, function))
                .build())
        .build();
  }

  private static Map<String, AttributeValue> key(String partition) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS("x"));
  }

  @Test
  void whatThePoliciesAllowPasses() {
    DynamoDbClient client = as("ReceiveEnvelopesFunction");
    assertThat(client.getItem(get -> get.tableName(stack.table("ProjectsTable")).key(key("P#1"))))
        .isNotNull();
    assertThat(
            client.updateItem(
                update -> update.tableName(stack.table("UsageTable")).key(key(COUNTER))))
        .isNotNull();
  }

  @Test
  void anActionOnAnotherTableIsStoppedAndNamed() {
    DynamoDbClient client = as("ReceiveEnvelopesFunction");
    String table = stack.table("IssuesTable");
    assertThatThrownBy(() -> client.getItem(get -> get.tableName(table).key(key("I#1"))))
        .hasStackTraceContaining("ReceiveEnvelopesFunction")
        .hasStackTraceContaining("dynamodb:GetItem")
        .hasStackTraceContaining(table);
  }

  @Test
  void anotherActionOnTheSameTableIsStopped() {
    DynamoDbClient client = as("ReceiveEnvelopesFunction");
    String table = stack.table("UsageTable");
    assertThatThrownBy(() -> client.deleteItem(delete -> delete.tableName(table).key(key(COUNTER))))
        .hasStackTraceContaining("dynamodb:DeleteItem");
  }

  @Test
  void keysBesideThePolicysAreStopped() {
    DynamoDbClient client = as("ReceiveEnvelopesFunction");
    String table = stack.table("UsageTable");
    assertThatThrownBy(() -> client.getItem(get -> get.tableName(table).key(key("U#1"))))
        .hasStackTraceContaining("[U#1]");
  }

  @Test
  void aTransactionNeedsWhatEachOfItsPartsNeeds() {
    DynamoDbClient client = as("CountOutcomesFunction");
    TransactWriteItem allowed =
        TransactWriteItem.builder()
            .update(
                u ->
                    u.tableName(stack.table("UsageTable"))
                        .key(key("U#1"))
                        .updateExpression("SET a = pk"))
            .build();
    TransactWriteItem elsewhere =
        TransactWriteItem.builder()
            .put(put -> put.tableName(stack.table("EventsTable")).item(key("E#1")))
            .build();
    assertThat(client.transactWriteItems(write -> write.transactItems(allowed))).isNotNull();
    assertThatThrownBy(
            () -> client.transactWriteItems(write -> write.transactItems(allowed, elsewhere)))
        .hasStackTraceContaining("dynamodb:PutItem");
  }
}
