package dev.tracefold.benchmark.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.benchmark.Results;
import dev.tracefold.embedded.Template;
import dev.tracefold.local.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code archives}: what takes the space in the archives that are deployed. */
@Command(
    name = "archives",
    mixinStandardHelpOptions = true,
    description = {
      "What takes the space in the archives that are deployed, in kilobytes of 1000 bytes.",
      "Parts are what is uploaded and what it comes to unpacked; small ones are shown together."
    })
public final class ArchivesCommand implements Callable<Integer> {

  private static final double KILOBYTE = 1_000;
  private static final String OWN = "classes of the function";
  private static final String LIBRARIES = "lib/";

  @Option(
      names = "--smallest",
      paramLabel = "KB",
      defaultValue = "200",
      description = "Parts that take less are shown together (default: ${DEFAULT-VALUE}).")
  private int smallest;

  private final Path root;
  private final Terminal terminal;

  /** What a part takes. */
  private record Space(long packed, long unpacked) {

    Space plus(Space other) {
      return new Space(packed + other.packed, unpacked + other.unpacked);
    }
  }

  /**
   * The report of a checkout.
   *
   * @param root the root of the checkout
   */
  public ArchivesCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    List<List<String>> rows = new ArrayList<>();
    for (Template.Function function : Template.read(root.resolve("template.yaml")).functions()) {
      Path archive = root.resolve(function.codeUri());
      Map<String, Space> parts = parts(archive);
      String name = archive.getFileName().toString();
      add(name, parts, rows);
      ObjectNode sizes = json.putObject(name);
      parts.forEach(
          (part, space) ->
              sizes
                  .putObject(part)
                  .put("packedBytes", space.packed())
                  .put("unpackedBytes", space.unpacked()));
    }
    terminal.table(List.of("ARCHIVE", "PART", "KB", "KB UNPACKED"), rows);
    new Results(root, terminal).save("archives", json);
    return ExitCode.OK;
  }

  /** The function's classes together, and each library. */
  private static Map<String, Space> parts(Path archive) throws IOException {
    Map<String, Space> parts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        String part = name.startsWith(LIBRARIES) ? name.substring(LIBRARIES.length()) : OWN;
        if (!entry.isDirectory()) {
          parts.merge(part, new Space(entry.getCompressedSize(), entry.getSize()), Space::plus);
        }
      }
    }
    return parts;
  }

  /** The archive as a whole, then its parts, the largest first. */
  private void add(String name, Map<String, Space> parts, List<List<String>> rows) {
    Space all = parts.values().stream().reduce(new Space(0, 0), Space::plus);
    rows.add(row(name, "all", all));
    Space small = new Space(0, 0);
    int smallParts = 0;
    List<Map.Entry<String, Space>> largestFirst =
        parts.entrySet().stream()
            .sorted((a, b) -> Long.compare(b.getValue().packed(), a.getValue().packed()))
            .toList();
    for (Map.Entry<String, Space> part : largestFirst) {
      if (part.getValue().packed() >= smallest * KILOBYTE) {
        rows.add(row("", part.getKey(), part.getValue()));
      } else {
        small = small.plus(part.getValue());
        smallParts++;
      }
    }
    if (smallParts > 0) {
      rows.add(row("", smallParts + " smaller ones", small));
    }
  }

  private static List<String> row(String archive, String part, Space space) {
    return List.of(archive, part, kilobytes(space.packed()), kilobytes(space.unpacked()));
  }

  private static String kilobytes(long bytes) {
    return String.format(Locale.ROOT, "%,.0f", bytes / KILOBYTE);
  }
}
