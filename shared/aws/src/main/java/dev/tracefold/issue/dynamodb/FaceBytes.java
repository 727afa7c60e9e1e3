package dev.tracefold.issue.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.issue.IssueFace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Writes what an issue shows as compressed JSON and reads it back. It is written with every batch,
 * says the same words several times, and would make most issues larger than a write unit.
 */
final class FaceBytes {

  private FaceBytes() {}

  static byte[] of(IssueFace face) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("level", face.level());
    json.put("title", face.title());
    json.put("culprit", face.culprit());
    json.put("message", face.message());
    json.set("data", face.data());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes)) {
      JsonTree.write(json, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws UncheckedIOException if the bytes are anything else
   */
  static IssueFace read(byte[] bytes) {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      JsonNode json = JsonTree.read(in);
      return new IssueFace(
          json.path("level").asInt(),
          json.path("title").asText(),
          json.path("culprit").asText(),
          json.path("message").asText(),
          json.path("data") instanceof ObjectNode data
              ? data
              : JsonNodeFactory.instance.objectNode());
    } catch (IOException e) {
      throw new UncheckedIOException("what an issue shows cannot be read", e);
    }
  }
}
