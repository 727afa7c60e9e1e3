package dev.tracefold.local.group;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.grouping.ComponentText;
import dev.tracefold.grouping.GroupedEvent;
import dev.tracefold.grouping.Grouping;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.local.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold group}: the hashes of an event, and why they are what they are. */
@Command(
    name = "group",
    mixinStandardHelpOptions = true,
    description = {
      "Groups an event without storing it: prints its variants and hashes.",
      "With --jsonl it answers one JSON object per line: id, event, and if it wants others than",
      "the options say, config, enhancements, fingerprinting, builtin_rules, normalized."
    })
public final class GroupCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD_INPUT,
      description = "The event as JSON; '-' or nothing: standard input.")
  private String file = STANDARD_INPUT;

  @Option(
      names = "--config",
      paramLabel = "ID",
      defaultValue = "newstyle:2019-10-29",
      description = "Grouping configuration (default: ${DEFAULT-VALUE}).")
  private String config = "";

  @Option(names = "--enhancements", paramLabel = "FILE", description = "Rules about frames.")
  private @Nullable Path enhancements;

  @Option(
      names = "--fingerprinting",
      paramLabel = "FILE",
      description = "Rules that replace fingerprints.")
  private @Nullable Path fingerprinting;

  @Option(names = "--no-builtin-rules", description = "Leaves out the built-in rules about frames.")
  private boolean withoutBuiltinRules;

  @Option(names = "--normalized", description = "Takes the event as the intake leaves it.")
  private boolean normalized;

  @Option(
      names = "--explain",
      description = "Prints the components: * for what contributes, hints in brackets.")
  private boolean explain;

  @Option(
      names = "--diff",
      paramLabel = "FILE",
      description = "Says which components tell this other event apart.")
  private @Nullable String other;

  @Option(names = "--jsonl", description = "Reads and writes one JSON object per line.")
  private boolean lines;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "AUTO",
      description =
          "AUTO, ON or OFF (default: ${DEFAULT-VALUE}, that is on a terminal unless NO_COLOR is"
              + " set).")
  private Ansi color = Ansi.AUTO;

  private final InputStream input;
  private final Terminal terminal;

  /** Groups what comes from an input, where no file is named. */
  public GroupCommand(InputStream input, Terminal terminal) {
    this.input = input;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try {
      if (lines && (explain || other != null)) {
        throw new RefusedRequest("found --jsonl with --explain or --diff; expected it without");
      }
      if (lines) {
        answerLines();
      } else if (other != null) {
        difference(other);
      } else {
        show(group(file));
      }
      return ExitCode.OK;
    } catch (RefusedRequest e) {
      terminal.complain("tracefold group: " + e.getMessage());
      return ExitCode.USAGE;
    }
  }

  private void answerLines() throws IOException, RefusedRequest {
    GroupingLines answers = new GroupingLines(request(JsonNodeFactory.instance.objectNode()));
    try (RequestLines requests = new RequestLines(open(file))) {
      for (byte[] line = requests.next(); line != null; line = requests.next()) {
        if (!isBlank(line)) {
          terminal.add(answers.answer(line));
        }
        // Whoever waits for an answer before asking on gets it; nobody else waits for the screen.
        if (requests.mayWait()) {
          terminal.flush();
        }
      }
    } finally {
      terminal.flush();
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private void show(Grouping grouping) {
    if (explain) {
      ComponentText.of(grouping).lines().forEach(line -> terminal.result(coloured(line)));
      return;
    }
    grouping
        .variants()
        .forEach(
            (name, variant) ->
                terminal.result(
                    "%-18s %-32s %s"
                        .formatted(
                            name,
                            Terminal.safe(variant.hash().map(hash -> hash.value()).orElse("-")),
                            variant.description() == null ? "fallback" : variant.description())));
  }

  private void difference(String otherFile) throws IOException, RefusedRequest {
    List<String> differences = GroupingDifference.lines(group(file), group(otherFile));
    for (String line : differences) {
      String safe = Terminal.safe(line);
      terminal.result(
          switch (line.charAt(0)) {
            case '-' -> paint(safe, 31);
            case '+' -> paint(safe, 32);
            default -> safe;
          });
    }
  }

  /** What contributes in bold green, what does not in grey. */
  private String coloured(String line) {
    String safe = Terminal.safe(line);
    String trimmed = safe.strip();
    int hint = trimmed.indexOf(" (");
    String node = hint < 0 ? trimmed : trimmed.substring(0, hint);
    if (trimmed.startsWith("\"") || trimmed.endsWith(":")) {
      return safe;
    }
    return node.endsWith("*") ? paint(safe, 32) : hint < 0 ? safe : paint(safe, 90);
  }

  private String paint(String text, int colour) {
    return color.enabled() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }

  private Grouping group(String name) throws IOException, RefusedRequest {
    byte[] json;
    try (InputStream in = open(name)) {
      json = in.readAllBytes();
    }
    ObjectNode event =
        PayloadJson.readObject(Bytes.of(json))
            .orElseThrow(
                () ->
                    new RefusedRequest(
                        "found in %s something else than one JSON object (%s); expected an event"
                            .formatted(
                                name.equals(STANDARD_INPUT) ? "standard input" : name,
                                PayloadJson.problem(Bytes.of(json)))));
    GroupedEvent grouped = new EventGrouper().group(request(event));
    return grouped.grouping();
  }

  private GroupRequest request(ObjectNode event) throws IOException, RefusedRequest {
    return new GroupRequest(
        event, config, text(enhancements), text(fingerprinting), !withoutBuiltinRules, normalized);
  }

  private static String text(@Nullable Path path) throws IOException, RefusedRequest {
    if (path == null) {
      return "";
    }
    if (!Files.isRegularFile(path)) {
      throw new RefusedRequest("found no file " + path + "; expected a file of rules");
    }
    return Files.readString(path);
  }

  private InputStream open(String name) throws IOException, RefusedRequest {
    if (name.equals(STANDARD_INPUT)) {
      return input;
    }
    Path path = Path.of(name);
    if (!Files.isRegularFile(path)) {
      throw new RefusedRequest("found no file " + name + "; expected an event as JSON");
    }
    return Files.newInputStream(path);
  }
}
