package dev.tracefold.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tracefold.attachment.sqs.SqsAttachmentQueue;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.countoutcomes.CountOutcomesHandler;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeReading;
import dev.tracefold.outcome.sqs.SqsOutcomeQueue;
import dev.tracefold.project.CachedProjects;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.ratelimit.RateLimits;
import dev.tracefold.ratelimit.dynamodb.DynamoRateBuckets;
import dev.tracefold.receiveenvelopes.ReceiveEnvelopesHandler;
import dev.tracefold.receiving.Intake;
import dev.tracefold.receiving.s3.S3Staging;
import dev.tracefold.receiving.sqs.SqsEventQueue;
import dev.tracefold.saveattachments.SaveAttachmentsHandler;
import dev.tracefold.saveevents.SaveEventsHandler;
import dev.tracefold.testing.Crash;
import dev.tracefold.testing.CrashPoint;
import dev.tracefold.testing.CrashPoint.Moment;
import dev.tracefold.testing.ItemAccounts;
import dev.tracefold.testing.LambdaTime;
import dev.tracefold.usage.UsageRow;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Every function of a system, with queues that a test empties itself: it kills functions at any
 * call, delivers again what was done, and keeps account of every item that came and every outcome
 * that was told.
 */
final class AccountedSystem {

  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(3);

  /** More rounds than any run takes: what is left then never ends. */
  private static final int ROUNDS_MAX = 400;

  /** Deliveries that may go wrong: so many fewer than make a dead letter. */
  private static final int FAULTS_MAX = 5;

  final Stack stack = TestStacks.create();
  final ItemAccounts accounts = new ItemAccounts();
  final AwsClients clients = new AwsClients();
  final DynamoProjects projects =
      new DynamoProjects(clients.dynamoDb(), stack.table("ProjectsTable"));
  private final CrashPoint crashPoint = new CrashPoint();
  private final Random random;
  private final MovingClock clock = new MovingClock();
  private final Intake intake = intake();

  /** Part of a key that no function reaches: an outage of one object. */
  private volatile String unreachable = "nothing is unreachable";

  private final ExecutionInterceptor outage =
      new ExecutionInterceptor() {
        @Override
        public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
          SdkRequest request = call.request();
          if (request.toString().contains(unreachable)) {
            throw SdkClientException.create("out of reach");
          }
        }
      };

  AccountedSystem(long seed) {
    random = new Random(seed);
  }

  Instant now() {
    return clock.instant();
  }

  void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  void setUnreachable(String partOfKey) {
    unreachable = partOfKey;
  }

  /** Hands an envelope to the intake, as a request of this id. */
  int post(long projectId, String publicKey, String requestId, String envelope) {
    APIGatewayV2HTTPEvent request = new APIGatewayV2HTTPEvent();
    request.setRawPath("/api/%d/envelope/".formatted(projectId));
    request.setRawQueryString("sentry_key=" + publicKey);
    request.setBody(envelope);
    request.setRequestContext(
        RequestContext.builder()
            .withRequestId(requestId)
            .withHttp(RequestContext.Http.builder().withMethod("POST").build())
            .build());
    return new ReceiveEnvelopesHandler(intake)
        .handleRequest(request, new LambdaTime(Duration.ofSeconds(15)))
        .getStatusCode();
  }

  /** Puts a message on a queue; its id. */
  String send(String queue, String body) {
    return clients
        .sqs()
        .sendMessage(send -> send.queueUrl(stack.queueUrl(queue)).messageBody(body))
        .messageId();
  }

  /**
   * Works until all queues are empty, through crashes and repetitions at first.
   *
   * @param faultyRounds how many rounds may go wrong
   */
  void work(int faultyRounds) {
    int idle = 0;
    for (int round = 0; idle < 3; round++) {
      if (round > ROUNDS_MAX) {
        throw new AssertionError("messages are left after " + ROUNDS_MAX + " rounds");
      }
      boolean faulty = round < faultyRounds;
      boolean busy = false;
      for (String queue : List.of("EventsQueue", "AttachmentsQueue", "OutcomesQueue")) {
        busy |= deliver(queue, faulty);
      }
      idle = busy ? 0 : idle + 1;
      pass(BETWEEN_ROUNDS);
    }
  }

  private boolean deliver(String queue, boolean faultyRound) {
    List<Message> messages = receive(queue);
    if (messages.isEmpty()) {
      return false;
    }
    if (queue.equals("OutcomesQueue")) {
      messages.forEach(this::hear);
    }
    crashPoint.disarm();
    boolean faulty =
        faultyRound && messages.stream().allMatch(message -> deliveries(message) <= FAULTS_MAX);
    if (faulty && random.nextInt(3) == 0) {
      crashPoint.arm(random.nextInt(25), random.nextBoolean() ? Moment.BEFORE : Moment.AFTER);
    }
    Set<String> failed;
    try {
      failed =
          handler(queue)
              .handleRequest(batch(messages), new LambdaTime(Duration.ofSeconds(60)))
              .getBatchItemFailures()
              .stream()
              .map(BatchItemFailure::getItemIdentifier)
              .collect(Collectors.toSet());
    } catch (Crash dead) {
      failed = messages.stream().map(Message::messageId).collect(Collectors.toSet());
    }
    crashPoint.disarm();
    for (Message message : messages) {
      boolean again = failed.contains(message.messageId()) || (faulty && random.nextInt(8) == 0);
      if (again) {
        clients
            .sqs()
            .changeMessageVisibility(
                change ->
                    change
                        .queueUrl(stack.queueUrl(queue))
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
      } else {
        clients
            .sqs()
            .deleteMessage(
                delete ->
                    delete.queueUrl(stack.queueUrl(queue)).receiptHandle(message.receiptHandle()));
      }
    }
    return true;
  }

  private static int deliveries(Message message) {
    return Integer.parseInt(
        message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
  }

  private void hear(Message message) {
    if (OutcomeMessage.read(message.body()) instanceof OutcomeReading.Valid valid) {
      accounts.told(valid.message());
    }
  }

  /** A new instance each time: what a dead one remembered is gone. */
  private RequestHandler<SQSEvent, SQSBatchResponse> handler(String queue) {
    AwsClients watched = new AwsClients(crashPoint, outage);
    return switch (queue) {
      case "EventsQueue" ->
          new SaveEventsHandler(
              dev.tracefold.saveevents.Settings.of(stack.environment("SaveEventsFunction")),
              watched,
              clock,
              new Random(random.nextLong()),
              line -> {});
      case "AttachmentsQueue" ->
          new SaveAttachmentsHandler(
              dev.tracefold.saveattachments.Settings.of(
                  stack.environment("SaveAttachmentsFunction")),
              watched,
              clock,
              line -> {});
      default ->
          new CountOutcomesHandler(
              dev.tracefold.countoutcomes.Settings.of(stack.environment("CountOutcomesFunction")),
              watched,
              clock,
              line -> {});
    };
  }

  private Intake intake() {
    return new Intake(
        new CachedProjects(projects, clock),
        new S3Staging(clients.s3(), stack.bucket()),
        new SqsEventQueue(clients.sqs(), stack.queueUrl("EventsQueue")),
        new SqsAttachmentQueue(clients.sqs(), stack.queueUrl("AttachmentsQueue")),
        new SqsOutcomeQueue(clients.sqs(), stack.queueUrl("OutcomesQueue")),
        new RateLimits(new DynamoRateBuckets(clients.dynamoDb(), stack.table("UsageTable")), clock),
        clock);
  }

  List<Message> receive(String queue) {
    return clients
        .sqs()
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(stack.queueUrl(queue))
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static SQSEvent batch(List<Message> messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(new ArrayList<>());
    for (Message message : messages) {
      SQSMessage record = new SQSMessage();
      record.setMessageId(message.messageId());
      record.setBody(message.body());
      Map<String, String> attributes = new HashMap<>();
      message.attributes().forEach((name, value) -> attributes.put(name.toString(), value));
      record.setAttributes(attributes);
      Map<String, MessageAttribute> custom = new HashMap<>();
      message
          .messageAttributes()
          .forEach(
              (name, value) -> {
                MessageAttribute attribute = new MessageAttribute();
                attribute.setDataType(value.dataType());
                attribute.setStringValue(value.stringValue());
                custom.put(name, attribute);
              });
      record.setMessageAttributes(custom);
      event.getRecords().add(record);
    }
    return event;
  }

  /** All usage counters of a project. */
  List<UsageRow> usage(long projectId) {
    LocalDate today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
    return new DynamoUsageCounters(
            clients.dynamoDb(), stack.table("UsageTable"), clock, Duration.ofDays(90))
        .read(projectId, today.minusDays(4), today.plusDays(1));
  }

  private static final class MovingClock extends Clock {
    volatile Instant now = Instant.now();

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
