package dev.tracefold.receiveenvelopes;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.embedded.PolicyGuard;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.ratelimit.RateLimits;
import dev.tracefold.sample.Expectation;
import dev.tracefold.sample.SampleEvent;
import dev.tracefold.testing.LambdaTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

final class ReceiveEnvelopesHandlerTest {

  private static final String KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stack stack = TestStacks.create();
  private final AwsClients clients = new AwsClients();
  private final SqsClient sqs = clients.sqs();
  private final Settings settings = Settings.of(stack.environment("ReceiveEnvelopesFunction"));
  private final ReceiveEnvelopesHandler handler =
      new ReceiveEnvelopesHandler(
          ReceiveEnvelopesHandler.intake(
              settings,
              new AwsClients(new PolicyGuard(stack, "ReceiveEnvelopesFunction")),
              Clock.systemUTC()));

  @BeforeEach
  void createProject() {
    DynamoProjects projects = new DynamoProjects(clients.dynamoDb(), settings.projectsTable());
    projects.create(new Project(1, 1, "demo", null, true, ProjectOptions.NONE));
    projects.create(new ProjectKey(7, KEY, 1, true));
  }

  /** Items end in a message of which others tell the outcome, or in the outcome expected. */
  @TestFactory
  Stream<DynamicTest> samplesAreAnsweredAsTheySay() {
    return SampleEvent.readAll(TestStacks.root().resolve("events")).stream()
        .filter(SampleEvent::isRequest)
        .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> check(sample)));
  }

  @Test
  void aRehearsalSucceedsAndLeavesNoTrace() throws IOException {
    assertThat(ReceiveEnvelopesHandler.rehearsal(settings).run()).contains("\"statusCode\":200");
    assertThat(received(settings.eventsQueueUrl())).isEmpty();
    assertThat(received(settings.outcomesQueueUrl())).isEmpty();
  }

  private void check(SampleEvent sample) throws IOException {
    Expectation expected = sample.expectation();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(JSON.writeValueAsBytes(sample.input())),
        answer,
        new LambdaTime(Duration.ofSeconds(15)));
    JsonNode response = JSON.readTree(answer.toByteArray());
    assertThat(response.path("statusCode").intValue()).isEqualTo(expected.status());
    if (expected.id() != null) {
      assertThat(response.at("/headers/content-type").textValue()).isEqualTo("application/json");
      assertThat(JSON.readTree(response.path("body").textValue()).path("id").asText())
          .isEqualTo(expected.id());
    }
    List<String> told = new ArrayList<>();
    for (JsonNode outcome : received(settings.outcomesQueueUrl())) {
      told.add(outcome.path("outcome").asInt() + " " + outcome.path("reason").asText());
    }
    long elsewhere =
        received(settings.attachmentsQueueUrl()).size()
            + received(settings.eventsQueueUrl()).stream()
                .mapToLong(message -> 1 + message.path("attachments").size())
                .sum();
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            expected.items().stream()
                .filter(item -> !item.outcome().equals("accepted"))
                .map(item -> code(item.outcome()) + " " + item.reason())
                .toList());
    assertThat(elsewhere)
        .isEqualTo(
            expected.items().stream().filter(item -> item.outcome().equals("accepted")).count());
  }

  @Test
  void secretsReachNoQueue() throws JsonProcessingException {
    String event = "{\"message\":\"password=hunter2\",\"extra\":{\"token\":\"hunter2\"}}";
    assertThat(handle(post("/api/1/store/", event)).getStatusCode()).isEqualTo(200);
    List<JsonNode> messages = received(settings.eventsQueueUrl());
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().path("normalized").asBoolean()).isTrue();
    assertThat(messages.getFirst().toString()).doesNotContain("hunter2");
  }

  @Test
  void whatIsOverTheLimitIsRefusedAndCountedAndTheSdkIsTold() throws JsonProcessingException {
    DynamoProjects projects = new DynamoProjects(clients.dynamoDb(), settings.projectsTable());
    ObjectNode options = JSON.createObjectNode();
    options.putObject(RateLimits.PROJECT_OPTION).put("count", 2).put("window", 60);
    projects.update(new Project(1, 1, "demo", null, true, ProjectOptions.of(options)));

    APIGatewayV2HTTPResponse first = handle(post("/api/1/store/", "{\"message\":\"1\"}"));
    assertThat(first.getStatusCode()).isEqualTo(200);
    assertThat(first.getHeaders()).doesNotContainKey("x-sentry-rate-limits");
    APIGatewayV2HTTPResponse last = handle(post("/api/1/store/", "{\"message\":\"2\"}"));
    assertThat(last.getStatusCode()).isEqualTo(200);
    assertThat(last.getHeaders())
        .containsEntry("x-sentry-rate-limits", "30::project:project_quota");
    APIGatewayV2HTTPResponse over =
        handle(
            post(
                "/api/1/envelope/",
                "{}\n{\"type\":\"event\"}\n{\"message\":\"3\"}\n{\"type\":\"attachment\"}\nxyz\n"));
    assertThat(over.getStatusCode()).isEqualTo(429);
    assertThat(over.getHeaders())
        .containsEntry("retry-after", "30")
        .containsEntry("x-sentry-rate-limits", "30::project:project_quota")
        .containsEntry("access-control-allow-origin", "*");

    assertThat(received(settings.eventsQueueUrl())).hasSize(2);
    assertThat(received(settings.outcomesQueueUrl()))
        .extracting(
            outcome ->
                "%s %s %s %s"
                    .formatted(
                        outcome.path("outcome"),
                        outcome.path("reason").asText(),
                        outcome.path("category"),
                        outcome.path("quantity")))
        .containsExactlyInAnyOrder("2 project_quota 1 1", "2 project_quota 4 3");
    assertThat(stagedKeys()).isEmpty();
  }

  @Test
  void aPayloadThatIsTooLargeForAMessageIsStaged() throws JsonProcessingException {
    String large = "x".repeat(950_000);
    APIGatewayV2HTTPResponse response =
        handle(post("/api/1/store/", "{\"extra\":{\"large\":\"" + large + "\"}}"));
    assertThat(response.getStatusCode()).isEqualTo(200);
    JsonNode message = received(settings.eventsQueueUrl()).getFirst();
    assertThat(message.has("payload")).isFalse();
    assertThat(message.path("payload_ref").asText()).matches("[0-9a-f]{32}");
    assertThat(stagedKeys())
        .containsExactly(
            "staging/payload/1/%s/%s"
                .formatted(
                    message.path("event_id").asText(), message.path("payload_ref").asText()));
  }

  @Test
  void aMinidumpBecomesAnEventWithAnAttachment() throws JsonProcessingException {
    APIGatewayV2HTTPEvent request =
        post(
            "/api/1/minidump/?sentry_key=" + KEY,
            """
            --b\r
            Content-Disposition: form-data; name="sentry"\r
            \r
            {"release":"1.0"}\r
            --b\r
            Content-Disposition: form-data; name="upload_file_minidump"; filename="a;b.dmp"\r
            \r
            MDMP-bytes\r
            --b--\r
            """);
    request.setHeaders(Map.of("content-type", "multipart/form-data; boundary=b"));
    request.setRawPath("/api/1/minidump/");
    request.setRawQueryString("sentry_key=" + KEY);
    assertThat(handle(request).getStatusCode()).isEqualTo(200);
    request.getRequestContext().setRequestId("request-2");
    assertThat(handle(request).getStatusCode()).isEqualTo(200);
    List<JsonNode> messages = received(settings.eventsQueueUrl());
    assertThat(messages)
        .extracting(each -> each.path("event_id"))
        .as("sent twice, one crash")
        .hasSize(2)
        .containsOnly(messages.getFirst().path("event_id"));
    JsonNode message = messages.getFirst();
    assertThat(message.at("/payload/release").asText()).isEqualTo("1.0");
    assertThat(message.at("/payload/level").asText()).isEqualTo("fatal");
    assertThat(message.at("/attachments/0/type").asText()).isEqualTo("event.minidump");
    assertThat(message.at("/attachments/0/name").asText()).isEqualTo("a;b.dmp");
    assertThat(stagedKeys()).hasSize(1);
  }

  @Test
  void aCompressedBodyOverTheFunctionUrlsLimitIsRefusedWithTheWayIn() {
    APIGatewayV2HTTPResponse response =
        handle(post("/api/1/envelope/", "x".repeat(6 * 1024 * 1024 + 1)));
    assertThat(response.getStatusCode()).isEqualTo(413);
    assertThat(response.getBody()).contains("6291456").contains("chunks");
  }

  /** Whatever comes in place of a body: a clear refusal or an acknowledgement, never a failure. */
  @Test
  void mutatedBodiesNeverFailTheFunction() {
    Random random = new Random(5);
    byte[] sound =
        "{}\n{\"type\":\"event\",\"length\":16}\n{\"message\":\"hi\"}\n{\"type\":\"session\"}\n{}"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 100; i++) {
      byte[] body = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
      for (int n = random.nextInt(4); n > 0 && body.length > 0; n--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      APIGatewayV2HTTPEvent request = post("/api/1/envelope/", "");
      request.setBody(Base64.getEncoder().encodeToString(body));
      request.setIsBase64Encoded(true);
      assertThat(handle(request).getStatusCode()).isIn(200, 400, 413);
    }
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    return handler.handleRequest(event, new LambdaTime(Duration.ofSeconds(15)));
  }

  private static APIGatewayV2HTTPEvent post(String path, String body) {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withRawQueryString("")
        .withHeaders(Map.of("X-Sentry-Auth", "Sentry sentry_key=" + KEY))
        .withBody(body)
        .withRequestContext(
            RequestContext.builder()
                .withRequestId("request-1")
                .withHttp(
                    RequestContext.Http.builder()
                        .withMethod("POST")
                        .withSourceIp("203.0.113.7")
                        .build())
                .build())
        .build();
  }

  private List<String> stagedKeys() {
    return clients
        .s3()
        .listObjectsV2(request -> request.bucket(settings.bucket()))
        .contents()
        .stream()
        .map(object -> object.key())
        .toList();
  }

  /** Takes everything off a queue. */
  private List<JsonNode> received(String queueUrl) throws JsonProcessingException {
    List<JsonNode> bodies = new ArrayList<>();
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10))
              .messages();
      if (messages.isEmpty()) {
        return bodies;
      }
      for (Message message : messages) {
        bodies.add(JSON.readTree(message.body()));
        sqs.deleteMessage(
            request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    }
  }

  private static int code(String outcome) {
    return switch (outcome) {
      case "filtered" -> 1;
      case "rate_limited" -> 2;
      case "invalid" -> 3;
      case "client_discard" -> 5;
      default -> throw new IllegalArgumentException(outcome);
    };
  }
}
