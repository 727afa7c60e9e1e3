package dev.tracefold.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One file of {@code events/}: a batch of messages or a request, as AWS hands it to a function, and
 * what must come of it.
 *
 * @param name the file's name without {@code .json}
 * @param input an SQS event, or a Function URL request of payload format 2.0; without the
 *     expectation. Callers must not change it
 * @param expectation what must come of it in a system that has seen nothing else
 */
public record SampleEvent(String name, ObjectNode input, Expectation expectation) {

  /** A queue message of a batch, as its producer sent it. */
  public record Message(String id, String body) {}

  /** Beside the samples, but none: the variables for {@code sam local invoke}. */
  private static final String VARIABLES = "env.json";

  private static final String SUFFIX = ".json";
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Reads every sample of a folder, in the order of their names.
   *
   * @throws UncheckedIOException if the folder or a file cannot be read
   * @throws IllegalArgumentException if a file is no sample; the message names it
   */
  public static List<SampleEvent> readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .filter(file -> !file.endsWith(VARIABLES))
          .sorted()
          .map(SampleEvent::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one sample.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if it is no sample; the message names it
   */
  public static SampleEvent read(Path file) {
    String name = file.getFileName().toString();
    try {
      if (!(JSON.readTree(Files.readString(file)) instanceof ObjectNode input)) {
        throw new IllegalArgumentException(name + ": expected a JSON object");
      }
      JsonNode expect = input.remove("expect");
      if (expect == null) {
        throw new IllegalArgumentException(
            name + ": no \"expect\"; say there what must come of the event");
      }
      return new SampleEvent(name.replace(SUFFIX, ""), input, Expectation.read(expect));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this is an HTTP request; otherwise it is a batch of queue messages. */
  public boolean isRequest() {
    return input.has("requestContext");
  }

  /** The messages of a batch, in order; empty for a request. */
  public List<Message> messages() {
    return StreamSupport.stream(input.path("Records").spliterator(), false)
        .map(record -> new Message(record.path("messageId").asText(), record.path("body").asText()))
        .toList();
  }
}
