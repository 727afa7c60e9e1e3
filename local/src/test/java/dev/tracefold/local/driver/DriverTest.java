package dev.tracefold.local.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class DriverTest {
  private static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25}}
      Resources:
        Work:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 3
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}
        Dead: {Type: AWS::SQS::Queue}
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.tracefold.local.driver.Recorder::handleRequest
            CodeUri: none.zip
            Timeout: 1
            Environment: {Variables: {QUEUE_URL: !Ref Work}}
            Events:
              Batch:
                Type: SQS
                Properties:
                  Queue: !GetAtt Work.Arn
                  BatchSize: 25
                  MaximumBatchingWindowInSeconds: 1
                  FunctionResponseTypes: [ReportBatchItemFailures]
        Web:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.tracefold.local.driver.Mirror::handleRequest
            CodeUri: none.zip
            FunctionUrlConfig: {AuthType: NONE}
      """;

  @TempDir private Path folder;
  private final Collection<String> log = new ConcurrentLinkedQueue<>();
  private Stack stack;
  private SqsClient sqs;

  @BeforeEach
  void createStack() throws Exception {
    Path file = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    String prefix = "d" + HexFormat.of().toHexDigits(new Random().nextInt());
    stack = Stack.create(TestStacks.endpoints(), Template.read(file), prefix);
    sqs = stack.endpoints().sqsClient();
  }

  @AfterEach
  void closeClient() {
    sqs.close();
  }

  private Driver start() {
    return Driver.start(stack, Pace.AS_DEPLOYED, "127.0.0.1", 0, log::add, log::add);
  }

  private void send(List<String> bodies) {
    bodies.forEach(
        body -> sqs.sendMessage(s -> s.queueUrl(stack.queueUrl("Work")).messageBody(body)));
  }

  private BlockingQueue<List<SQSEvent.SQSMessage>> batches() {
    return Objects.requireNonNull(Recorder.BATCHES.get(stack.queueUrl("Work")));
  }

  private List<String> deadLetters() {
    return sqs
        .receiveMessage(r -> r.queueUrl(stack.queueUrl("Dead")).maxNumberOfMessages(10))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  @Test
  void batchesAreGatheredUpToTheBatchSize() throws Exception {
    send(IntStream.range(0, 60).mapToObj(i -> "m" + i).toList());
    try (Driver driver = start()) {
      assertThat(driver.awaitQuiet(Duration.ofSeconds(30))).isTrue();
    }
    List<List<SQSEvent.SQSMessage>> batches = new ArrayList<>(batches());
    assertThat(batches).extracting(List::size).containsExactly(25, 25, 10);
    assertThat(batches.stream().flatMap(List::stream).map(SQSEvent.SQSMessage::getBody).distinct())
        .hasSize(60);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void aFailedMessageComesBackAloneAndEndsInTheDeadLetterQueue() throws Exception {
    send(List.of("good", "fail", "fine"));
    try (Driver driver = start()) {
      assertThat(driver.awaitQuiet(Duration.ofSeconds(30))).isTrue();
    }
    assertThat(batches())
        .extracting(batch -> batch.stream().map(SQSEvent.SQSMessage::getBody).sorted().toList())
        .containsExactly(List.of("fail", "fine", "good"), List.of("fail"));
    assertThat(deadLetters()).containsExactly("fail");
  }

  @Test
  void aFunctionThatThrowsOrOverrunsReturnsTheWholeBatch() throws Exception {
    send(List.of("throw", "innocent"));
    try (Driver driver = start()) {
      assertThat(driver.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      assertThat(deadLetters()).containsExactlyInAnyOrder("throw", "innocent");
      send(List.of("sleep"));
      assertThat(driver.awaitQuiet(Duration.ofSeconds(30))).isTrue();
    }
    assertThat(deadLetters()).containsExactly("sleep");
    assertThat(log)
        .anyMatch(line -> line.contains("told to throw"))
        .anyMatch(line -> line.contains("timed out after 1 seconds"));
  }

  @Test
  void aMessageArrivesWithTheFieldsThatLambdaGives() throws Exception {
    sqs.sendMessage(
        send ->
            send.queueUrl(stack.queueUrl("Work"))
                .messageBody("attributed \u2603")
                .messageAttributes(
                    Map.of(
                        "reason",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("because")
                            .build())));
    try (Driver driver = start()) {
      assertThat(driver.awaitQuiet(Duration.ofSeconds(30))).isTrue();
    }
    SQSEvent.SQSMessage message = batches().remove().getFirst();
    assertThat(message.getBody()).isEqualTo("attributed \u2603");
    assertThat(message.getEventSource()).isEqualTo("aws:sqs");
    assertThat(message.getEventSourceArn()).isEqualTo(stack.queueArn("Work"));
    assertThat(message.getAttributes())
        .containsEntry("ApproximateReceiveCount", "1")
        .containsKey("SentTimestamp");
    assertThat(message.getMessageAttributes())
        .hasEntrySatisfying(
            "reason", reason -> assertThat(reason.getStringValue()).isEqualTo("because"));
  }

  @Test
  void aBatchNeverOutgrowsAnInvocation() throws Exception {
    String large = "x".repeat(1_000_000);
    send(IntStream.range(0, 8).mapToObj(i -> large).toList());
    try (Driver driver = start()) {
      assertThat(driver.awaitQuiet(Duration.ofSeconds(30))).isTrue();
    }
    assertThat(batches()).extracting(List::size).containsExactly(6, 2);
    assertThat(deadLetters()).isEmpty();
  }

  private static HttpResponse<byte[]> http(URI uri, String type, byte[] body) throws Exception {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .header("X-Some", "sent")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofByteArray());
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void aRequestReachesTheFunctionAndItsAnswerTheClient() throws Exception {
    try (Driver driver = start()) {
      URI uri = URI.create(driver.intakeUri() + "/api/1/store/?a=1&b=%20x&a=2");
      HttpResponse<byte[]> text =
          http(uri, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      assertThat(text.statusCode()).isEqualTo(202);
      assertThat(header(text, "X-Method")).isEqualTo("POST");
      assertThat(header(text, "X-Path")).isEqualTo("/api/1/store/");
      assertThat(header(text, "X-Query")).contains("a=1,2").contains("b= x");
      assertThat(header(text, "X-Source")).isEqualTo("127.0.0.1");
      assertThat(header(text, "X-Sent")).isEqualTo("sent");
      assertThat(header(text, "X-Base64")).isEqualTo("false");
      assertThat(text.body()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));

      byte[] bytes = new byte[300];
      new Random(1).nextBytes(bytes);
      HttpResponse<byte[]> binary = http(uri, "application/x-sentry-envelope", bytes);
      assertThat(header(binary, "X-Base64")).isEqualTo("true");
      assertThat(binary.body()).isEqualTo(bytes);
    }
  }

  @Test
  void requestsOverTheLimitAndFailuresOfTheFunctionGetTheStatusOfLambda() throws Exception {
    try (Driver driver = start()) {
      // In base64 four bytes stand for three, so Lambda's 6 MiB hold about 4.7 million bytes.
      byte[] tooLarge = new byte[4_800_000];
      HttpResponse<byte[]> refused = http(driver.intakeUri(), "application/octet-stream", tooLarge);
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("6291456", "chunks");
      assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo("*");
      // Text is not in base64, but in UTF-8.
      byte[] text = "ü".repeat(3_200_000).getBytes(StandardCharsets.UTF_8);
      assertThat(http(driver.intakeUri(), "text/plain", text).statusCode()).isEqualTo(413);
      byte[] large = new byte[4_600_000];
      HttpResponse<byte[]> fits = http(driver.intakeUri(), "application/octet-stream", large);
      assertThat(fits.statusCode()).isEqualTo(202);
      URI failing = URI.create(driver.intakeUri() + "/throw");
      assertThat(http(failing, "text/plain", new byte[1]).statusCode()).isEqualTo(502);
    }
    assertThat(log).anyMatch(line -> line.contains("told to throw"));
  }

  @Test
  void aHandlerThatCannotBeBuiltIsNamedAtTheStart() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("wrong.yaml"), TEMPLATE.replace("driver.Recorder", "driver.Nobody"));
    Stack wrong = Stack.create(TestStacks.endpoints(), Template.read(file), "wrong");
    assertThatThrownBy(() -> Driver.start(wrong, Pace.BRISK, "127.0.0.1", 0, log::add, log::add))
        .hasMessageContaining("dev.tracefold.local.driver.Nobody")
        .hasMessageContaining("ClassNotFoundException");
  }
}
