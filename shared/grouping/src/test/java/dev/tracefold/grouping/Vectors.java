package dev.tracefold.grouping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads our own vectors of grouping: text files beside this class, in which every vector has a line
 * that names a section of the specification and what the vector shows, lines with what goes in, an
 * empty line, and the dump that comes out (grouping 23.2).
 */
final class Vectors {

  /** One file per subject. */
  static final List<String> FILES =
      List.of(
          "legacy", "frames", "exceptions", "messages", "enhancements", "levels", "fingerprints");

  private static final String START = "== ";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One vector.
   *
   * @param name section of the specification and what the vector shows
   * @param config id of the configuration
   * @param builtinRules whether the built-in rules of the configuration run first
   * @param enhancements rules about frames, one a line; empty for none
   * @param fingerprintRules rules that replace fingerprints, one a line; empty for none
   * @param event the payload
   * @param title the title that a rule gives; null for none
   * @param dump all variants as text
   */
  record Vector(
      String name,
      String config,
      boolean builtinRules,
      String enhancements,
      String fingerprintRules,
      ObjectNode event,
      @Nullable String title,
      String dump) {}

  private Vectors() {}

  /** The text of a file. */
  static String text(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream(file + ".vectors")) {
      if (in == null) {
        throw new IllegalArgumentException("There is no file of vectors named " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The vectors of a file, in order. */
  static List<Vector> read(String file) {
    List<Vector> vectors = new ArrayList<>();
    for (String block : text(file).split("(?m)^" + START, -1)) {
      if (!block.isBlank()) {
        vectors.add(vector(block));
      }
    }
    return vectors;
  }

  private static Vector vector(String block) {
    int empty = block.indexOf("\n\n");
    List<String> lines = block.substring(0, empty).lines().toList();
    try {
      return new Vector(
          lines.get(0),
          String.join("", values(lines, "config: ")),
          lines.contains("built-in rules"),
          String.join("\n", values(lines, "enhancement: ")),
          String.join("\n", values(lines, "fingerprint rule: ")),
          (ObjectNode) JSON.readTree(String.join("", values(lines, "event: "))),
          values(lines, "title: ").stream().findFirst().orElse(null),
          block.substring(empty).strip());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The event of '%s' is no JSON".formatted(lines.get(0)), e);
    }
  }

  private static List<String> values(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }
}
