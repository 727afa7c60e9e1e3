package dev.tracefold.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What template.yaml declares, as far as a local run needs it: tables, queues, buckets, functions
 * and outputs, each in the order of the file, parameters and conditions decided. Other resources
 * (alarms, log groups) are left out.
 *
 * @param parameters the value of every parameter
 * @param outputs the outputs by name
 */
public record Template(
    SequencedMap<String, String> parameters,
    List<Table> tables,
    List<Queue> queues,
    List<Bucket> buckets,
    List<Function> functions,
    SequencedMap<String, Value> outputs) {

  public Template {
    tables = List.copyOf(tables);
    queues = List.copyOf(queues);
    buckets = List.copyOf(buckets);
    functions = List.copyOf(functions);
  }

  /** A key of a table or an index; {@code type} is {@code S}, {@code N} or {@code B}. */
  public record Key(String name, String type) {}

  /**
   * A table.
   *
   * @param sort the sort key, or {@code null} where there is none
   * @param expiry the attribute with the time of deletion (Unix seconds), or {@code null}
   */
  public record Table(
      String id, Key partition, @Nullable Key sort, List<Index> indexes, @Nullable String expiry) {
    public Table {
      Objects.requireNonNull(id, "id");
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * A global secondary index.
   *
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   * @param included the attributes of {@code INCLUDE}, else empty
   */
  public record Index(
      String name, Key partition, @Nullable Key sort, String projection, List<String> included) {
    public Index {
      included = List.copyOf(included);
    }
  }

  /**
   * A queue.
   *
   * @param visibility how long a received message stays hidden
   * @param retention how long a message is kept
   * @param redrive where messages go that were received too often, or {@code null} for nowhere
   */
  public record Queue(
      String id, Duration visibility, Duration retention, @Nullable Redrive redrive) {}

  /** The dead-letter queue of a queue, by logical id, and the receipts after which it is used. */
  public record Redrive(String deadLetterQueue, int maxReceiveCount) {}

  /** A bucket. */
  public record Bucket(String id) {}

  /**
   * A function.
   *
   * @param handler the handler class, without a method
   * @param codeUri the archive, relative to the template
   * @param architecture {@code arm64} or {@code x86_64}
   * @param snapStart when a snapshot is taken: {@code None} or {@code PublishedVersions}
   * @param versionDescription what the published version says of itself
   * @param environment the function's environment variables
   * @param sources the queues that feed it
   * @param hasUrl whether it answers HTTP requests
   * @param statements what its policies allow
   */
  public record Function(
      String id,
      String handler,
      String codeUri,
      String runtime,
      int memoryMegabytes,
      Duration timeout,
      String architecture,
      String snapStart,
      Value versionDescription,
      SequencedMap<String, Value> environment,
      List<Source> sources,
      boolean hasUrl,
      List<Statement> statements) {
    public Function {
      sources = List.copyOf(sources);
      statements = List.copyOf(statements);
    }
  }

  /**
   * A statement of a policy that allows something.
   *
   * @param actions such as {@code dynamodb:GetItem}
   * @param resources ARNs, with {@code *} for any characters
   * @param leadingKeys patterns of partition keys; empty where every key is allowed
   */
  public record Statement(List<String> actions, List<Value> resources, List<String> leadingKeys) {
    public Statement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
      leadingKeys = List.copyOf(leadingKeys);
    }
  }

  /**
   * An event source mapping from a queue.
   *
   * @param queue the queue's logical id
   * @param batchSize the most messages of one invocation
   * @param window how long messages are gathered before an invocation
   * @param reportsFailures whether the function answers which messages failed
   * @param maximumConcurrency the most invocations at once, 0 for no limit
   */
  public record Source(
      String queue,
      int batchSize,
      Duration window,
      boolean reportsFailures,
      int maximumConcurrency) {}

  /**
   * Reads a template with the defaults of its parameters.
   *
   * @throws IllegalArgumentException naming the place, what was found and what was expected
   */
  public static Template read(Path file) {
    return read(file, Map.of());
  }

  /**
   * Reads a template.
   *
   * @param parameters values to use instead of the parameters' defaults
   * @throws IllegalArgumentException naming the place, what was found and what was expected
   */
  public static Template read(Path file, Map<String, String> parameters) {
    try {
      return new TemplateReader(file.toString(), parameters).read(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read the template " + file + ": expected a readable SAM template", e);
    }
  }

  /**
   * The function with this logical id.
   *
   * @throws IllegalArgumentException where there is none
   */
  public Function function(String id) {
    return functions.stream()
        .filter(function -> function.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No function " + id + " in the template, expected one of " + ids(functions)));
  }

  /**
   * The queue with this logical id.
   *
   * @throws IllegalArgumentException where there is none
   */
  public Queue queue(String id) {
    return queues.stream()
        .filter(queue -> queue.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No queue " + id + " in the template"));
  }

  private static List<String> ids(List<Function> functions) {
    return functions.stream().map(Function::id).toList();
  }
}
