package dev.tracefold.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends values to one queue in as few calls as SQS allows, side by side, and once more what it did
 * not take, one by one. Nothing is thrown for what cannot be sent: the caller gets it back and
 * knows what it means.
 *
 * @param <T> what is sent
 */
public final class MessageSender<T> {

  /** SQS's limit of messages in one call. */
  public static final int MESSAGES_MAX = 10;

  /** SQS's limit for a message, and for all in one call: bodies and attributes together. */
  public static final int BYTES_MAX = 1024 * 1024;

  /** The SDK retries calls by itself; this is for entries refused in a call that succeeded. */
  private static final int TRIES_MAX = 3;

  private static final System.Logger LOG = System.getLogger(MessageSender.class.getName());

  /**
   * A message as SQS takes it.
   *
   * @param body not empty
   * @param attributes texts by name, at most 10; none of them empty
   */
  public record Form(String body, Map<String, String> attributes) {

    public Form {
      attributes = Map.copyOf(attributes);
    }

    /** A message without attributes. */
    public static Form of(String body) {
      return new Form(body, Map.of());
    }

    /** What counts against {@link #BYTES_MAX}. */
    public int bytes() {
      int bytes = utf8(body);
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        bytes += utf8(attribute.getKey()) + utf8(attribute.getValue()) + utf8("String");
      }
      return bytes;
    }

    private static int utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  private record Sending<T>(T value, Form form) {}

  private final SqsClient sqs;
  private final String queueUrl;
  private final Function<T, Form> form;

  public MessageSender(SqsClient sqs, String queueUrl, Function<T, Form> form) {
    this.sqs = Objects.requireNonNull(sqs, "sqs");
    this.queueUrl = Objects.requireNonNull(queueUrl, "queueUrl");
    this.form = Objects.requireNonNull(form, "form");
  }

  /**
   * Sends the values; the order of messages on the queue is no promise.
   *
   * @return those that could not be sent, in their order; empty if all were
   */
  public List<T> send(List<T> values) {
    List<Sending<T>> open =
        values.stream().map(value -> new Sending<>(value, form.apply(value))).toList();
    for (int tries = 1; tries <= TRIES_MAX && !open.isEmpty(); tries++) {
      int messages = tries == 1 ? MESSAGES_MAX : 1;
      Set<Sending<T>> unsent = Collections.newSetFromMap(new IdentityHashMap<>());
      Parallel.map(calls(open, messages), this::sendTogether).forEach(unsent::addAll);
      open = open.stream().filter(unsent::contains).toList();
    }
    return open.stream().map(Sending::value).toList();
  }

  private static <T> List<List<Sending<T>>> calls(List<Sending<T>> open, int messages) {
    List<List<Sending<T>>> calls = new ArrayList<>();
    List<Sending<T>> call = new ArrayList<>();
    int bytes = 0;
    for (Sending<T> sending : open) {
      int more = sending.form().bytes();
      if (!call.isEmpty() && (call.size() == messages || bytes + more > BYTES_MAX)) {
        calls.add(List.copyOf(call));
        call.clear();
        bytes = 0;
      }
      call.add(sending);
      bytes += more;
    }
    if (!call.isEmpty()) {
      calls.add(List.copyOf(call));
    }
    return calls;
  }

  /** Those that were not taken. */
  private List<Sending<T>> sendTogether(List<Sending<T>> call) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>(call.size());
    for (int i = 0; i < call.size(); i++) {
      entries.add(entry(Integer.toString(i), call.get(i).form()));
    }
    try {
      SendMessageBatchResponse response =
          sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
      for (BatchResultErrorEntry error : response.failed()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "a message was not taken: {0} {1}",
            error.code(),
            error.message());
      }
      return response.failed().stream().map(e -> call.get(Integer.parseInt(e.id()))).toList();
    } catch (SdkException e) {
      LOG.log(System.Logger.Level.WARNING, call.size() + " messages were not taken", e);
      return call;
    }
  }

  private static SendMessageBatchRequestEntry entry(String id, Form form) {
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageBody(form.body())
        .messageAttributes(
            form.attributes().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        a ->
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(a.getValue())
                                .build())))
        .build();
  }
}
