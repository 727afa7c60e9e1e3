package dev.tracefold.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates the resources of a template under a prefix; what exists already is left as it is. */
final class StackCreation {
  // Leaves room for the longest logical id in a bucket's name (63) and a queue's (80).
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9-]{1,30}");

  private final Endpoints endpoints;
  private final String prefix;

  StackCreation(Endpoints endpoints, String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "The prefix of a stack is '" + prefix + "', expected " + PREFIX);
    }
    this.endpoints = endpoints;
    this.prefix = prefix;
  }

  Stack create(Template template) {
    try (DynamoDbClient dynamoDb = endpoints.dynamoDbClient();
        SqsClient sqs = endpoints.sqsClient();
        S3Client s3 = endpoints.s3Client()) {
      var tables = new HashMap<String, String>();
      template.tables().forEach(table -> tables.put(table.id(), create(dynamoDb, table)));
      var buckets = new HashMap<String, String>();
      template.buckets().forEach(bucket -> buckets.put(bucket.id(), create(s3, bucket)));
      return new Stack(template, endpoints, tables, queues(sqs, template.queues()), buckets);
    }
  }

  private String create(DynamoDbClient dynamoDb, Template.Table table) {
    String name = prefix + "-" + table.id();
    var types = new TreeMap<String, String>();
    define(types, table.partition(), table.sort());
    var indexes = new ArrayList<GlobalSecondaryIndex>();
    for (Template.Index index : table.indexes()) {
      define(types, index.partition(), index.sort());
      var projection = Projection.builder().projectionType(index.projection());
      if (!index.included().isEmpty()) {
        projection.nonKeyAttributes(index.included());
      }
      indexes.add(
          GlobalSecondaryIndex.builder()
              .indexName(index.name())
              .keySchema(keys(index.partition(), index.sort()))
              .projection(projection.build())
              .build());
    }
    var request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(table.partition(), table.sort()))
            .attributeDefinitions(
                types.entrySet().stream()
                    .map(
                        type ->
                            AttributeDefinition.builder()
                                .attributeName(type.getKey())
                                .attributeType(type.getValue())
                                .build())
                    .toList());
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes);
    }
    try {
      dynamoDb.createTable(request.build());
    } catch (ResourceInUseException e) {
      return name; // kept from an earlier run
    }
    dynamoDb.waiter().waitUntilTableExists(wait -> wait.tableName(name));
    String expiry = table.expiry();
    if (expiry != null) {
      dynamoDb.updateTimeToLive(
          update ->
              update
                  .tableName(name)
                  .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(expiry)));
    }
    return name;
  }

  private static void define(
      Map<String, String> types, Template.Key partition, Template.@Nullable Key sort) {
    types.put(partition.name(), partition.type());
    if (sort != null) {
      types.put(sort.name(), sort.type());
    }
  }

  private static List<KeySchemaElement> keys(Template.Key partition, Template.@Nullable Key sort) {
    var keys = new ArrayList<KeySchemaElement>();
    keys.add(key(partition, KeyType.HASH));
    if (sort != null) {
      keys.add(key(sort, KeyType.RANGE));
    }
    return keys;
  }

  private static KeySchemaElement key(Template.Key key, KeyType type) {
    return KeySchemaElement.builder().attributeName(key.name()).keyType(type).build();
  }

  /** Dead-letter queues come first, because a queue names its own by an ARN that must exist. */
  private Map<String, String> queues(SqsClient sqs, List<Template.Queue> queues) {
    var urls = new LinkedHashMap<String, String>();
    for (Template.Queue queue : queues) {
      if (queue.redrive() == null) {
        urls.put(queue.id(), create(sqs, queue));
      }
    }
    for (Template.Queue queue : queues) {
      if (queue.redrive() != null) {
        urls.put(queue.id(), create(sqs, queue));
      }
    }
    return urls;
  }

  private String create(SqsClient sqs, Template.Queue queue) {
    var attributes = new HashMap<QueueAttributeName, String>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(queue.visibility().toSeconds()));
    attributes.put(
        QueueAttributeName.MESSAGE_RETENTION_PERIOD, String.valueOf(queue.retention().toSeconds()));
    Template.Redrive redrive = queue.redrive();
    if (redrive != null) {
      String arn =
          "arn:aws:sqs:%s:%s:%s-%s"
              .formatted(
                  endpoints.region(), endpoints.accountId(), prefix, redrive.deadLetterQueue());
      attributes.put(
          QueueAttributeName.REDRIVE_POLICY,
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
              .formatted(arn, redrive.maxReceiveCount()));
    }
    return sqs.createQueue(
            create -> create.queueName(prefix + "-" + queue.id()).attributes(attributes))
        .queueUrl();
  }

  private String create(S3Client s3, Template.Bucket bucket) {
    String name = prefix + "-" + bucket.id().toLowerCase(Locale.ROOT);
    try {
      s3.createBucket(create -> create.bucket(name));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
      return name; // kept from an earlier run
    }
    return name;
  }
}
