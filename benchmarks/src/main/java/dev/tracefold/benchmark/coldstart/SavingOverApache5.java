package dev.tracefold.benchmark.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.lambda.QueueFunction;
import dev.tracefold.saveevents.SaveEventsHandler;
import dev.tracefold.saveevents.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** save-events over Apache HttpClient 5, to be compared with what is deployed. */
public final class SavingOverApache5 implements QueueFunction {

  static final String HANDLER = SavingOverApache5.class.getName() + "::handleRequest";

  private final SaveEventsHandler handler =
      new SaveEventsHandler(
          Settings.of(System.getenv()),
          new AwsClients(Apache5HttpClient.create()),
          Clock.systemUTC(),
          new SecureRandom(),
          System.out::println);

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return handler.handleRequest(event, context);
  }
}
