package dev.tracefold.benchmark.grouping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Payloads to group, as SDKs send them.
 *
 * @param source where they come from
 * @param payloads JSON objects, one or more, in an order that is always the same
 */
record EventSet(String source, List<ObjectNode> payloads) {

  private static final String INPUTS = "../shared/conformance/grouping/inputs";

  EventSet {
    payloads = List.copyOf(payloads);
    if (payloads.isEmpty()) {
      throw new IllegalStateException("Found no events in " + source + "; expected at least one");
    }
  }

  /**
   * The inputs of the recorded groupings where they are present, else the sample events.
   *
   * @param root the root of the checkout
   */
  static EventSet find(Path root) throws IOException {
    Path inputs = root.resolve(INPUTS);
    return Files.isDirectory(inputs)
        ? new EventSet("recorded groupings", recorded(inputs))
        : new EventSet("the sample batches", samples(root.resolve("events")));
  }

  private static List<ObjectNode> recorded(Path folder) throws IOException {
    List<ObjectNode> payloads = new ArrayList<>();
    for (Path file : files(folder)) {
      read(Bytes.of(Files.readAllBytes(file)))
          .ifPresent(payload -> payloads.add(payload.without("_grouping")));
    }
    return payloads;
  }

  private static List<ObjectNode> samples(Path folder) throws IOException {
    List<ObjectNode> payloads = new ArrayList<>();
    for (Path file : files(folder)) {
      JsonNode batch =
          read(Bytes.of(Files.readAllBytes(file)))
              .<JsonNode>map(node -> node)
              .orElseThrow(() -> new IOException("Found no JSON object in " + file));
      for (JsonNode message : batch.path("Records")) {
        read(Bytes.utf8(message.path("body").asText()))
            .filter(body -> body.path("type").asText().equals("event"))
            .map(body -> body.get("payload"))
            .filter(JsonNode::isObject)
            .ifPresent(payload -> payloads.add((ObjectNode) payload));
      }
    }
    return payloads;
  }

  private static Optional<ObjectNode> read(Bytes json) {
    return PayloadJson.readObject(json);
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
      found.forEach(files::add);
    }
    Collections.sort(files);
    return files;
  }
}
