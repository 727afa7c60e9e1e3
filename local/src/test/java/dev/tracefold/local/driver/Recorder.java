package dev.tracefold.local.driver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A function that notes its batches and does what a body says: "fail" is reported as failed,
 * "throw" throws, "sleep" outlasts any timeout.
 */
public final class Recorder extends TypedFunction<SQSEvent, SQSBatchResponse> {
  /** The batches by the function's QUEUE_URL, so that tests do not see each other's. */
  static final Map<String, BlockingQueue<List<SQSEvent.SQSMessage>>> BATCHES =
      new ConcurrentHashMap<>();

  private final BlockingQueue<List<SQSEvent.SQSMessage>> batches;

  Recorder(Map<String, String> environment) {
    super(SQSEvent.class, SQSBatchResponse.class);
    batches =
        BATCHES.computeIfAbsent(
            Objects.requireNonNull(environment.get("QUEUE_URL")),
            url -> new LinkedBlockingQueue<>());
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    batches.add(event.getRecords());
    var failures = new ArrayList<SQSBatchResponse.BatchItemFailure>();
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      switch (message.getBody()) {
        case "fail" -> failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
        case "throw" -> throw new IllegalStateException("told to throw");
        case "sleep" -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        default -> {}
      }
    }
    return new SQSBatchResponse(failures);
  }
}
