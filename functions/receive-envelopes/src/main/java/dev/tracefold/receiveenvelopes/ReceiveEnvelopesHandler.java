package dev.tracefold.receiveenvelopes;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tracefold.attachment.sqs.SqsAttachmentQueue;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.lambda.Rehearsal;
import dev.tracefold.outcome.sqs.SqsOutcomeQueue;
import dev.tracefold.project.CachedProjects;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.ratelimit.RateLimits;
import dev.tracefold.ratelimit.dynamodb.DynamoRateBuckets;
import dev.tracefold.receiving.Intake;
import dev.tracefold.receiving.IntakeRequest;
import dev.tracefold.receiving.IntakeResponse;
import dev.tracefold.receiving.s3.S3Staging;
import dev.tracefold.receiving.sqs.SqsEventQueue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Takes HTTP requests of SDKs from a Function URL and answers them. */
public final class ReceiveEnvelopesHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>,
        RequestStreamHandler {

  /** Enough to find the place. */
  private static final int FRAMES_SHOWN = 20;

  private final Intake intake;

  /** For the runtime: everything by the environment. */
  public ReceiveEnvelopesHandler() {
    this(System.getenv());
    rehearsal(Settings.of(System.getenv())).register();
  }

  /** For the local run, where one JVM holds every function: everything as these variables say. */
  public ReceiveEnvelopesHandler(Map<String, String> environment) {
    this(intake(Settings.of(environment), new AwsClients(), Clock.systemUTC()));
  }

  /** For tests, and for runs outside Lambda. */
  public ReceiveEnvelopesHandler(Intake intake) {
    this.intake = Objects.requireNonNull(intake, "intake");
  }

  static Intake intake(Settings settings, AwsClients clients, Clock clock) {
    SqsClient sqs = clients.sqs();
    DynamoDbClient dynamoDb = clients.dynamoDb();
    return new Intake(
        new CachedProjects(new DynamoProjects(dynamoDb, settings.projectsTable()), clock),
        new S3Staging(clients.s3(), settings.bucket()),
        new SqsEventQueue(sqs, settings.eventsQueueUrl()),
        new SqsAttachmentQueue(sqs, settings.attachmentsQueueUrl()),
        new SqsOutcomeQueue(sqs, settings.outcomesQueueUrl()),
        new RateLimits(new DynamoRateBuckets(dynamoDb, settings.usageTable()), clock),
        clock);
  }

  static Rehearsal rehearsal(Settings settings) {
    return new Rehearsal(
        ReceiveEnvelopesHandler.class,
        settings.projectsTable(),
        clients -> new ReceiveEnvelopesHandler(intake(settings, clients, Clock.systemUTC())));
  }

  /** The same in Lambda's JSON, which calls this one because it prefers streams. */
  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    FunctionUrlJson.write(handleRequest(FunctionUrlJson.read(event), context), response);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    IntakeRequest request = FunctionUrl.request(event);
    return FunctionUrl.response(answer(request, context));
  }

  /** An outage of a store is the one exception that may come, and is answered like any request. */
  private IntakeResponse answer(IntakeRequest request, Context context) {
    try {
      return intake.answer(request);
    } catch (RuntimeException e) {
      context.getLogger().log("request " + request.id() + " failed: " + shown(e));
      return Intake.unavailable(request);
    }
  }

  /** A store's own words are fit for a log; those about a mistake of ours may repeat what came. */
  private static String shown(RuntimeException e) {
    return e instanceof SdkException
        ? e.toString()
        : e.getClass().getName()
            + Stream.of(e.getStackTrace())
                .limit(FRAMES_SHOWN)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining());
  }
}
