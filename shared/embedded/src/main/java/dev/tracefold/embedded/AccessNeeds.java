package dev.tracefold.embedded;

import dev.tracefold.embedded.Permissions.Access;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What IAM asks for each call that a function makes, as AWS documents it for its actions. */
final class AccessNeeds {
  private static final String PARTITION_KEY = "pk";

  /** The first equality of a key condition is that of the partition key, which it must name. */
  private static final Pattern EQUALITY = Pattern.compile("=\\s*(:\\w+)");

  private final Endpoints endpoints;

  AccessNeeds(Endpoints endpoints) {
    this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
  }

  /**
   * What a request needs.
   *
   * @throws IllegalArgumentException for a request whose needs are not described here
   */
  List<Access> of(SdkRequest request) {
    return switch (request) {
      case GetItemRequest get -> one("GetItem", get.tableName(), get.key());
      case PutItemRequest put -> one("PutItem", put.tableName(), put.item());
      case UpdateItemRequest update -> one("UpdateItem", update.tableName(), update.key());
      case DeleteItemRequest delete -> one("DeleteItem", delete.tableName(), delete.key());
      case QueryRequest query -> List.of(query(query));
      case BatchGetItemRequest batch ->
          batch.requestItems().entrySet().stream()
              .map(table -> item("BatchGetItem", table.getKey(), table.getValue().keys()))
              .toList();
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream().flatMap(this::part).toList();
      case SendMessageRequest send -> List.of(queue(send.queueUrl()));
      case SendMessageBatchRequest send -> List.of(queue(send.queueUrl()));
      case GetObjectRequest get -> List.of(object("GetObject", get.bucket(), get.key()));
      case HeadObjectRequest head -> List.of(object("GetObject", head.bucket(), head.key()));
      case PutObjectRequest put -> List.of(object("PutObject", put.bucket(), put.key()));
      case CreateMultipartUploadRequest create ->
          List.of(object("PutObject", create.bucket(), create.key()));
      case UploadPartRequest part -> List.of(object("PutObject", part.bucket(), part.key()));
      case CompleteMultipartUploadRequest complete ->
          List.of(object("PutObject", complete.bucket(), complete.key()));
      case AbortMultipartUploadRequest abort ->
          List.of(object("AbortMultipartUpload", abort.bucket(), abort.key()));
      case UploadPartCopyRequest copy ->
          List.of(
              source(copy), object("PutObject", copy.destinationBucket(), copy.destinationKey()));
      default ->
          throw new IllegalArgumentException(
              "No needs are described for "
                  + request.getClass().getSimpleName()
                  + ": add what IAM asks for it");
    };
  }

  private Stream<Access> part(TransactWriteItem item) {
    List<Access> parts = new ArrayList<>();
    if (item.put() != null) {
      parts.addAll(one("PutItem", item.put().tableName(), item.put().item()));
    }
    if (item.update() != null) {
      parts.addAll(one("UpdateItem", item.update().tableName(), item.update().key()));
    }
    if (item.delete() != null) {
      parts.addAll(one("DeleteItem", item.delete().tableName(), item.delete().key()));
    }
    if (item.conditionCheck() != null) {
      parts.addAll(
          one(
              "ConditionCheckItem",
              item.conditionCheck().tableName(),
              item.conditionCheck().key()));
    }
    return parts.stream();
  }

  private List<Access> one(String action, String table, Map<String, AttributeValue> keyed) {
    return List.of(item(action, table, List.of(keyed)));
  }

  private Access item(String action, String table, Collection<Map<String, AttributeValue>> keyed) {
    return new Access(
        "dynamodb:" + action,
        "arn:aws:dynamodb:" + place() + "table/" + table,
        keyed.stream().map(AccessNeeds::partition).toList());
  }

  private Access query(QueryRequest query) {
    @Nullable String index = query.indexName();
    Matcher equality = EQUALITY.matcher(query.keyConditionExpression());
    if (!equality.find()) {
      throw new IllegalArgumentException(
          "No partition key in the condition " + query.keyConditionExpression());
    }
    return new Access(
        "dynamodb:Query",
        "arn:aws:dynamodb:"
            + place()
            + "table/"
            + query.tableName()
            + (index == null ? "" : "/index/" + index),
        List.of(
            Objects.requireNonNull(query.expressionAttributeValues().get(equality.group(1))).s()));
  }

  private static String partition(Map<String, AttributeValue> keyed) {
    return Objects.requireNonNull(keyed.get(PARTITION_KEY), "no partition key").s();
  }

  private Access queue(String url) {
    return new Access(
        "sqs:SendMessage",
        "arn:aws:sqs:" + place() + url.substring(url.lastIndexOf('/') + 1),
        List.of());
  }

  private static Access object(String action, String bucket, String key) {
    return new Access("s3:" + action, "arn:aws:s3:::" + bucket + "/" + key, List.of());
  }

  /**
   * The SDK writes the source of a copy into one text, encoded for a URL, before anyone sees it.
   */
  @SuppressWarnings("deprecation") // for callers: the bucket and key they name are gone by now
  private static Access source(UploadPartCopyRequest copy) {
    String[] parts = URLDecoder.decode(copy.copySource(), StandardCharsets.UTF_8).split("/", 2);
    return object("GetObject", parts[0], parts[1]);
  }

  private String place() {
    return endpoints.region() + ":" + endpoints.accountId() + ":";
  }
}
