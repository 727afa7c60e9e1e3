package dev.tracefold.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The recorded results of the reference, found through the system property {@code
 * tracefold.conformance}. Where they are absent, the tests that need them are skipped and say so.
 */
public final class ConformanceFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;

  private ConformanceFiles(Path root) {
    this.root = root;
  }

  /** The files; skips the calling test where they are absent. */
  public static ConformanceFiles present() {
    Path root = Path.of(System.getProperty("tracefold.conformance", "../shared/conformance"));
    assumeTrue(
        Files.isDirectory(root),
        () -> "SKIPPED: no recorded results at " + root.toAbsolutePath().normalize());
    return new ConformanceFiles(root);
  }

  /** One JSON file. */
  public JsonNode json(String path) {
    try {
      return JSON.readTree(Files.readAllBytes(root.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every JSON file of a folder by its name without extension, in order. */
  public SequencedMap<String, JsonNode> folder(String path) {
    SequencedMap<String, JsonNode> files = new TreeMap<>();
    try (var names = Files.newDirectoryStream(root.resolve(path), "*.json")) {
      for (Path name : names) {
        String file = name.getFileName().toString();
        files.put(file.substring(0, file.length() - ".json".length()), json(path + "/" + file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Every line of a compressed file of JSON lines. */
  public List<JsonNode> lines(String path) {
    List<JsonNode> values = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(root.resolve(path))),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        values.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }
}
