package dev.tracefold.benchmark.cost;

import dev.tracefold.aws.Parallel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/**
 * Counts what every call of the SDK consumes. DynamoDB says itself what a call consumed; where the
 * emulator says less than AWS would, its figure is corrected: it counts nothing for keys of a batch
 * that do not exist (AWS: as if they were there), one item of each table in a transaction (AWS:
 * every item, twice), and a failed conditional write says nothing (AWS: as if it had succeeded).
 *
 * <p>A call of a kind that it does not know fails, rather than being free.
 */
final class CallMeter implements ExecutionInterceptor {

  /** The name of what {@code Parallel} makes its calls on. */
  static final String PARALLEL_THREAD = "aws-call";

  /** How many of those there are: their waits overlap. */
  private static final int PARALLEL = Parallel.CALLS_MAX;

  /** Reads how large a transaction left an item; not counted. */
  private final DynamoDbClient reader;

  private Consumption total = Consumption.NONE;
  private final Map<String, Consumption> byCall = new TreeMap<>();

  CallMeter(DynamoDbClient reader) {
    this.reader = reader;
  }

  /** What was consumed since the last time. */
  synchronized Consumption take() {
    Consumption taken = total;
    total = Consumption.NONE;
    return taken;
  }

  /** What was consumed in all, by kind of call. */
  synchronized Map<String, Consumption> byCall() {
    return Map.copyOf(byCall);
  }

  synchronized void forgetCalls() {
    byCall.clear();
  }

  private synchronized void add(String call, Consumption more) {
    total = total.plus(more);
    byCall.merge(call, more, Consumption::plus);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    ReturnConsumedCapacity ask = ReturnConsumedCapacity.TOTAL;
    return switch (context.request()) {
      case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(ask).build();
      case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(ask).build();
      case TransactWriteItemsRequest write -> write.toBuilder().returnConsumedCapacity(ask).build();
      case BatchWriteItemRequest write -> write.toBuilder().returnConsumedCapacity(ask).build();
      case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(ask).build();
      case BatchGetItemRequest get -> get.toBuilder().returnConsumedCapacity(ask).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(ask).build();
      default -> context.request();
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    SdkResponse response = context.response();
    switch (context.request()) {
      case PutItemRequest put ->
          written("PutItem", List.of(((PutItemResponse) response).consumedCapacity()));
      case UpdateItemRequest update ->
          written("UpdateItem", List.of(((UpdateItemResponse) response).consumedCapacity()));
      case BatchWriteItemRequest write ->
          written("BatchWriteItem", ((BatchWriteItemResponse) response).consumedCapacity());
      case TransactWriteItemsRequest write ->
          add(
              "TransactWriteItems",
              Consumption.ofTable(
                  write.transactItems().stream().mapToDouble(this::transacted).sum(),
                  0,
                  waits(Prices.TRANSACTION_MILLIS)));
      case GetItemRequest get ->
          read("GetItem", List.of(((GetItemResponse) response).consumedCapacity()), 0);
      case QueryRequest query ->
          read("Query", List.of(((QueryResponse) response).consumedCapacity()), 0);
      case BatchGetItemRequest get -> {
        BatchGetItemResponse got = (BatchGetItemResponse) response;
        read("BatchGetItem", got.consumedCapacity(), missing(get, got));
      }
      case SendMessageBatchRequest send -> {
        long bytes = send.entries().stream().mapToLong(QueueBytes::of).sum();
        add(
            "SendMessageBatch",
            Consumption.ofQueue(Prices.queueRequests(bytes), bytes, waits(Prices.QUEUE_MILLIS)));
      }
      case PutObjectRequest put -> {
        long bytes = context.requestBody().flatMap(body -> body.optionalContentLength()).orElse(0L);
        add("PutObject", Consumption.ofPut(bytes, waits(Prices.OBJECT_MILLIS)));
      }
      case GetObjectRequest get -> add("GetObject", Consumption.ofGet(waits(Prices.OBJECT_MILLIS)));
      default ->
          throw new IllegalStateException(
              "the cost meter does not know what a "
                  + context.request().getClass().getSimpleName()
                  + " costs");
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof ConditionalCheckFailedException) {
      double units =
          context.request() instanceof PutItemRequest put ? ItemBytes.writeUnits(put.item()) : 1;
      add("refused", Consumption.ofTable(units, 0, waits(Prices.TABLE_MILLIS)));
    }
  }

  private void written(String call, Collection<ConsumedCapacity> consumed) {
    add(
        call + " " + table(consumed),
        Consumption.ofTable(sum(consumed), 0, waits(Prices.TABLE_MILLIS)));
  }

  private void read(String call, Collection<ConsumedCapacity> consumed, double uncounted) {
    double units = sum(consumed) + uncounted;
    add(call + " " + table(consumed), Consumption.ofTable(0, units, waits(Prices.TABLE_MILLIS)));
  }

  /** What the calling thread waits: calls made in parallel wait together. */
  private static double waits(double millis) {
    return Thread.currentThread().getName().equals(PARALLEL_THREAD) ? millis / PARALLEL : millis;
  }

  private static double sum(Collection<ConsumedCapacity> consumed) {
    return consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
  }

  private static String table(Collection<ConsumedCapacity> consumed) {
    List<String> tables =
        consumed.stream()
            .map(c -> c.tableName().substring(c.tableName().indexOf('-') + 1))
            .toList();
    return String.join("+", tables);
  }

  private double transacted(TransactWriteItem write) {
    if (write.put() != null) {
      return 2.0 * ItemBytes.writeUnits(write.put().item());
    }
    if (write.update() != null) {
      return 2 * writeUnits(write.update().tableName(), write.update().key());
    }
    if (write.conditionCheck() != null) {
      return 2 * writeUnits(write.conditionCheck().tableName(), write.conditionCheck().key());
    }
    return 2 * writeUnits(write.delete().tableName(), write.delete().key());
  }

  private double writeUnits(String table, Map<String, AttributeValue> key) {
    return ItemBytes.writeUnits(
        reader.getItem(request -> request.tableName(table).key(key).consistentRead(true)).item());
  }

  private static double missing(BatchGetItemRequest asked, BatchGetItemResponse got) {
    double units = 0;
    for (Map.Entry<String, KeysAndAttributes> table : asked.requestItems().entrySet()) {
      KeysAndAttributes keys = table.getValue();
      int found = got.responses().getOrDefault(table.getKey(), List.of()).size();
      double unit = Boolean.TRUE.equals(keys.consistentRead()) ? 1 : 0.5;
      units += unit * (keys.keys().size() - found);
    }
    return units;
  }
}
