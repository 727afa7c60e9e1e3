package dev.tracefold.benchmark.shape;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Batches of a shape, as the queue delivers them: errors of a Python web application, each event
 * with an id of its own, an exception with stack trace, a request and breadcrumbs. The events come
 * from a producer, not from the intake, so that saving has all the work to do.
 */
public final class ShapedEvents {

  /** Of the words that texts are made of: about as many as a log file has. */
  private static final int WORDS = 2_000;

  private static final int FRAME_BYTES = 240;

  /** Deeper traces are rare. */
  private static final int FRAMES_MAX = 50;

  /** As many breadcrumbs as SDKs keep. */
  private static final int BREADCRUMBS_MAX = 100;

  private static final int BREADCRUMB_BYTES = 130;

  /** Values that a tag takes. */
  private static final int TAG_VALUES = 5;

  private final Shape shape;
  private final long projectId;
  private final int frames;
  private final Random random;
  private final List<String> words;

  /**
   * Events of a shape, the frames of whose stack traces make up about half of them.
   *
   * @param seed the same seed gives the same events
   */
  public ShapedEvents(Shape shape, long projectId, long seed) {
    this(shape, projectId, seed, frames(shape));
  }

  /** Frames of a stack trace where nothing else is said. */
  public static int frames(Shape shape) {
    return Math.clamp(shape.bytes() / (2 * FRAME_BYTES), 1, FRAMES_MAX);
  }

  /** Events of a shape with so many frames each; they are larger than the shape says if need be. */
  public ShapedEvents(Shape shape, long projectId, long seed, int frames) {
    this.shape = shape;
    this.projectId = projectId;
    this.frames = frames;
    this.random = new Random(seed);
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < WORDS; i++) {
      drawn.add(drawWord());
    }
    this.words = List.copyOf(drawn);
  }

  /** The next batch. */
  public SQSEvent batch(Instant now) {
    List<SQSMessage> messages = new ArrayList<>();
    for (int i = 0; i < shape.events(); i++) {
      SQSMessage message = new SQSMessage();
      message.setMessageId(id());
      message.setBody(message(i, i % shape.issues(), now).body());
      message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
      messages.add(message);
    }
    SQSEvent batch = new SQSEvent();
    batch.setRecords(messages);
    return batch;
  }

  /** A message of the events queue, and the id of the event in it. */
  public record Message(String eventId, String body) {}

  /**
   * One message.
   *
   * @param index where in its batch the event is, which says its user and its release
   * @param issue the number of its issue; the same number leads to the same one
   */
  public Message message(int index, int issue, Instant now) {
    String eventId = id();
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("type", "event").put("project_id", projectId).put("key_id", 7);
    message.put("event_id", eventId).put("start_time", now.toEpochMilli() / 1000.0);
    message.put("remote_addr", "203.0.113.7").put("normalized", false);
    message.set("payload", payload(index, issue, eventId, now));
    return new Message(eventId, message.toString());
  }

  private ObjectNode payload(int index, int issue, String eventId, Instant now) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("event_id", eventId).put("platform", "python").put("level", "error");
    payload.put("timestamp", now.toEpochMilli() / 1000.0);
    if (shape.releases() > 0) {
      payload.put("release", "shop@1.%d.0".formatted(index % shape.releases()));
    }
    if (shape.users() > 0) {
      // Every user of the batch meets as many issues as there are events for it.
      int user = (index + index / shape.users()) % shape.users();
      payload.putObject("user").put("id", "user-" + user);
    }
    ObjectNode tags = payload.putObject("tags");
    for (int tag = 0; tag < shape.tags(); tag++) {
      tags.put("tag_" + tag, "value-" + random.nextInt(TAG_VALUES));
    }
    payload.putObject("sdk").put("name", "sentry.python").put("version", "1.5.0");
    ObjectNode request = payload.putObject("request");
    request.put("url", "https://shop.example.com/orders/" + random.nextInt(1_000_000));
    request.put("method", "POST");
    ObjectNode exception = payload.putObject("exception").putArray("values").addObject();
    exception.put("type", "OrderError").put("value", "order cannot be placed: " + text(60));
    ArrayNode stack = exception.putObject("stacktrace").putArray("frames");
    for (int frame = 0; frame < frames; frame++) {
      frame(stack.addObject(), issue, frame);
    }
    fill(payload);
    return payload;
  }

  /** The frame that raised differs by issue; what called it is the same for all. */
  private void frame(ObjectNode frame, int issue, int depth) {
    boolean raised = depth == frames - 1;
    boolean library = !raised && depth % 3 == 0;
    String module = library ? "django.core.handlers" : "shop.orders.stage" + depth;
    frame.put("function", raised ? "place_order_" + issue : "step_" + depth);
    frame.put("module", module);
    frame.put("filename", module.replace('.', '/') + ".py");
    frame.put("abs_path", "/srv/app/" + module.replace('.', '/') + ".py");
    frame.put("lineno", 10 + depth);
    frame.put("in_app", !library);
    frame.put("context_line", "    return self.step_%d(order)".formatted(depth + 1));
    frame.putObject("vars").put("order", text(30)).put("count", random.nextInt(1000));
  }

  /** Breadcrumbs up to the size, the last one cut to fit, and extra data for what is missing. */
  private void fill(ObjectNode payload) {
    ArrayNode breadcrumbs = payload.putObject("breadcrumbs").putArray("values");
    int missing = missing(payload);
    for (int i = 0; i < BREADCRUMBS_MAX && missing > 2 * BREADCRUMB_BYTES; i++) {
      ObjectNode breadcrumb = breadcrumbs.addObject();
      breadcrumb.put("category", "query").put("level", "info");
      breadcrumb.put("message", text(BREADCRUMB_BYTES - 55));
      missing -= breadcrumb.toString().length() + 1;
    }
    int exact = missing(payload) - "\"extra\":{\"log\":\"\"},".length();
    if (exact > 0) {
      payload.putObject("extra").put("log", text(exact));
    }
  }

  private int missing(ObjectNode payload) {
    return shape.bytes() - payload.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** A text of exactly this many characters. */
  private String text(int length) {
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(words.get(random.nextInt(words.size()))).append(' ');
    }
    text.setLength(length);
    return text.toString();
  }

  private String drawWord() {
    StringBuilder word = new StringBuilder();
    for (int length = 3 + random.nextInt(8); length > 0; length--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private String id() {
    return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
  }
}
