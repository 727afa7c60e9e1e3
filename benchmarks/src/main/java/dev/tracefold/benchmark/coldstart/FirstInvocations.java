package dev.tracefold.benchmark.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.benchmark.shape.ShapedEvents;
import dev.tracefold.embedded.Stack;
import dev.tracefold.sample.SampleEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What functions are invoked with first: work that is new to the system each time. Batches are of
 * ten; events are those of the other benchmarks, the rest is taken from {@code events/}.
 */
final class FirstInvocations {

  private static final Shape EVENTS =
      Shape.parse("events=10,issues=5,bytes=8192,tags=10,users=5,releases=3");
  private static final int BATCH = 10;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path samples;
  private final Stack stack;
  private final S3Client s3;
  private final ShapedEvents events = new ShapedEvents(EVENTS, 1, System.nanoTime());
  private final SplittableRandom random = new SplittableRandom();

  /**
   * Invocations for the functions of a stack.
   *
   * @param samples the folder {@code events/}
   * @param s3 where chunks of attachments are staged
   */
  FirstInvocations(Path samples, Stack stack, S3Client s3) {
    this.samples = samples;
    this.stack = stack;
    this.s3 = s3;
  }

  /** The JSON that Lambda would pass to a function. */
  byte[] next(String function) {
    return switch (function) {
      case "SaveEventsFunction" -> batch("EventsQueue", eventBodies());
      case "SaveAttachmentsFunction" -> batch("AttachmentsQueue", attachmentBodies());
      case "CountOutcomesFunction" -> batch("OutcomesQueue", outcomeBodies());
      case "ReceiveEnvelopesFunction" -> sample("envelope-gzip").input().toString().getBytes(UTF_8);
      default ->
          throw new IllegalArgumentException(
              "found the function %s in template.yaml; say in %s what it is invoked with"
                  .formatted(function, FirstInvocations.class.getSimpleName()));
    };
  }

  /** Whether an answer says that all went well. */
  static boolean isGood(String answer) {
    return answer.contains("\"statusCode\":200") || answer.equals("{\"batchItemFailures\":[]}");
  }

  private List<String> eventBodies() {
    return events.batch(Instant.now()).getRecords().stream().map(SQSMessage::getBody).toList();
  }

  private List<String> outcomeBodies() {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      bodies.add(body("outcomes-to-count").put("id", id()).toString());
    }
    return bodies;
  }

  private List<String> attachmentBodies() {
    String bucket = stack.bucket();
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      String event = id();
      s3.putObject(
          put -> put.bucket(bucket).key(StagingKeys.chunk(1, event, "log", 0)),
          RequestBody.fromBytes(new byte[CHUNK_BYTES]));
      ObjectNode body = body("attachment-jobs").put("id", event + "/log").put("event_id", event);
      body.withObject("/attachment").put("size", CHUNK_BYTES);
      bodies.add(body.toString());
    }
    return bodies;
  }

  private byte[] batch(String queue, List<String> bodies) {
    ObjectNode batch = JSON.createObjectNode();
    ArrayNode records = batch.putArray("Records");
    for (String body : bodies) {
      ObjectNode message = records.addObject();
      message.put("messageId", id()).put("receiptHandle", id()).put("body", body);
      message
          .putObject("attributes")
          .put("ApproximateReceiveCount", "1")
          .put("SentTimestamp", Long.toString(System.currentTimeMillis()));
      message.putObject("messageAttributes");
      message.put("md5OfBody", id()).put("eventSource", "aws:sqs");
      message.put("eventSourceARN", stack.queueArn(queue)).put("awsRegion", "us-east-1");
    }
    return batch.toString().getBytes(UTF_8);
  }

  private ObjectNode body(String sample) {
    try {
      return (ObjectNode) JSON.readTree(sample(sample).messages().getFirst().body());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("events/%s.json is no JSON".formatted(sample), e);
    }
  }

  private SampleEvent sample(String name) {
    return SampleEvent.read(samples.resolve(name + ".json"));
  }

  private String id() {
    return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
  }
}
