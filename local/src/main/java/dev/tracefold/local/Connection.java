package dev.tracefold.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.embedded.Endpoints;
import dev.tracefold.project.ProjectKey;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * How to reach a system, the local one or a deployed stack: the names of its resources, and where
 * and as whom to ask for them.
 *
 * @param dsn what an SDK is given to send events to the first project
 * @param intake where HTTP is answered, without a slash at the end
 * @param endpoints where AWS is emulated; {@code null} for AWS itself, with the credentials and the
 *     region of the environment
 * @param queues addresses by logical id
 * @param tables names by logical id
 * @param retention how long the system keeps its data
 */
public record Connection(
    String dsn,
    URI intake,
    @Nullable Endpoints endpoints,
    SequencedMap<String, String> queues,
    SequencedMap<String, String> tables,
    String bucket,
    Duration retention) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Connection {
    Objects.requireNonNull(dsn, "dsn");
    Objects.requireNonNull(intake, "intake");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(retention, "retention");
    queues = new LinkedHashMap<>(new TreeMap<>(queues));
    tables = new LinkedHashMap<>(new TreeMap<>(tables));
  }

  /** What an SDK is given to send events with this key. */
  public String dsn(ProjectKey key) {
    return "%s://%s@%s/%d"
        .formatted(intake.getScheme(), key.publicKey(), intake.getAuthority(), key.projectId());
  }

  /** The value of the template's parameter {@code RetentionDays}. */
  static Duration retention(Map<String, String> parameters) {
    return Duration.ofDays(Long.parseLong(named(parameters, "parameter", "RetentionDays")));
  }

  /** The name of the table with this logical id. */
  public String table(String id) {
    return named(tables, "table", id);
  }

  /** The address of the queue with this logical id. */
  public String queue(String id) {
    return named(queues, "queue", id);
  }

  private static String named(Map<String, String> names, String kind, String id) {
    String name = names.get(id);
    if (name == null) {
      throw new IllegalArgumentException(
          "No " + kind + " " + id + " in this system, expected one of " + names.keySet());
    }
    return name;
  }

  /** A new client; the caller closes it. */
  public DynamoDbClient dynamoDb() {
    return endpoints == null
        ? DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build()
        : endpoints.dynamoDbClient();
  }

  /** A new client; the caller closes it. */
  public SqsClient sqs() {
    return endpoints == null
        ? SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build()
        : endpoints.sqsClient();
  }

  /** A new client; the caller closes it. */
  public S3Client s3() {
    return endpoints == null
        ? S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build()
        : endpoints.s3Client();
  }

  /** One line of JSON that {@link #read} takes back; only local systems have one. */
  public String toJson() {
    Endpoints local = Objects.requireNonNull(endpoints, "a deployed stack needs no description");
    ObjectNode json = JSON.createObjectNode();
    json.put("dsn", dsn);
    json.putObject("endpoints")
        .put("intake", intake.toString())
        .put("dynamodb", local.dynamoDb().toString())
        .put("sqs", local.sqs().toString())
        .put("s3", local.s3().toString());
    queues.forEach(json.putObject("queues")::put);
    tables.forEach(json.putObject("tables")::put);
    json.put("bucket", bucket);
    json.put("retentionDays", retention.toDays());
    json.putObject("credentials")
        .put("accessKeyId", local.accessKeyId())
        .put("secretAccessKey", local.secretAccessKey())
        .put("region", local.region())
        .put("accountId", local.accountId());
    return json.toString();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static Connection read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      JsonNode endpoints = json.required("endpoints");
      JsonNode credentials = json.required("credentials");
      return new Connection(
          json.required("dsn").asText(),
          uri(endpoints, "intake"),
          new Endpoints(
              uri(endpoints, "dynamodb"),
              uri(endpoints, "sqs"),
              uri(endpoints, "s3"),
              credentials.required("region").asText(),
              credentials.required("accountId").asText(),
              credentials.required("accessKeyId").asText(),
              credentials.required("secretAccessKey").asText()),
          texts(json.required("queues")),
          texts(json.required("tables")),
          json.required("bucket").asText(),
          Duration.ofDays(json.required("retentionDays").asLong()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Expected the description that 'tracefold up --json' prints: " + e.getMessage(), e);
    }
  }

  private static URI uri(JsonNode json, String name) {
    return URI.create(json.required(name).asText());
  }

  private static SequencedMap<String, String> texts(JsonNode json) {
    var texts = new LinkedHashMap<String, String>();
    json.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
