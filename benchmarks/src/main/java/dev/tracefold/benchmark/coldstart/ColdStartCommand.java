package dev.tracefold.benchmark.coldstart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.benchmark.Results;
import dev.tracefold.embedded.Template;
import dev.tracefold.local.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code cold-start}: from the start of a function's process to its first answer. */
@Command(
    name = "cold-start",
    mixinStandardHelpOptions = true,
    description = {
      "How long functions take from the start of their process to their first answer.",
      "Each start is a fresh JVM of Lambda's runtime interface client with the flags, the heap and "
          + "the environment that Lambda would give it, one processor, and the archive that is "
          + "deployed; DynamoDB, SQS and S3 are emulated in another process. A batch has ten "
          + "messages. Every function is started as deployed and from a snapshot; save-events also "
          + "with caches of its classes and over other HTTP clients. Takes about five minutes."
    })
public final class ColdStartCommand implements Callable<Integer> {

  private static final String SAVING = "SaveEventsFunction";
  private static final int FURTHER = 20;
  private static final double KILOBYTES = 1024;

  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "20",
      description = "Starts of each kind (default: ${DEFAULT-VALUE}).")
  private int starts;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      split = ",",
      description = "Only these ways to start: ${COMPLETION-CANDIDATES}.")
  private List<Variant> variants = List.of(Variant.values());

  @Option(
      names = "--function",
      paramLabel = "ID",
      split = ",",
      description = "Only these functions of template.yaml, such as SaveEventsFunction.")
  private List<String> functions = List.of();

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description =
          "One more option for the JVMs of functions, to see what it changes; repeatable.")
  private List<String> javaOptions = List.of();

  private final Path root;
  private final Terminal terminal;

  /**
   * The benchmark of a checkout.
   *
   * @param root the root of the checkout
   */
  public ColdStartCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Processors processors = new Processors();
    terminal.step("Starting emulators; " + processors.description());
    Map<ColdStart.Case, List<Start>> measured = new LinkedHashMap<>();
    try (ColdStart coldStart = new ColdStart(root, processors.pinning(), javaOptions)) {
      for (Template.Function function : coldStart.functions()) {
        for (Variant variant : variants) {
          if (isWanted(function.id(), variant)) {
            terminal.step("Preparing " + function.id() + ", " + variant);
            int further = function.id().equals(SAVING) ? FURTHER : 0;
            measured.put(coldStart.prepare(function, variant, further), new ArrayList<>());
          }
        }
      }
      // In turn, so that what slows the machine for a while slows all of them.
      long all = (long) starts * measured.size();
      long done = 0;
      for (int i = 0; i < starts; i++) {
        for (Map.Entry<ColdStart.Case, List<Start>> one : measured.entrySet()) {
          one.getValue().add(coldStart.measure(one.getKey()));
          terminal.step("Starting functions", ++done, all);
        }
      }
    }
    print(measured);
    new Results(root, terminal).save("cold-start", json(measured, processors));
    return ExitCode.OK;
  }

  private boolean isWanted(String function, Variant variant) {
    boolean everyFunction = variant == Variant.DEPLOYED || variant == Variant.SNAPSHOT;
    boolean cached =
        variant != Variant.AOT_CACHE || Runtime.version().feature() >= Variant.AOT_CACHE_JDK;
    return (everyFunction || function.equals(SAVING))
        && cached
        && (functions.isEmpty() || functions.contains(function));
  }

  private void print(Map<ColdStart.Case, List<Start>> measured) {
    terminal.result(
        "Of each, the lowest, the median and the highest of %d starts.".formatted(starts));
    List<List<String>> rows = new ArrayList<>();
    measured.forEach(
        (one, all) ->
            rows.add(
                List.of(
                    one.function().id().replace("Function", ""),
                    one.variant().toString(),
                    Summary.of(all, Start::initMillis).toString(),
                    Summary.of(all, Start::firstMillis).toString(),
                    Summary.of(all, Start::totalMillis).toString(),
                    Summary.of(all, Start::processorMillis).toString(),
                    "%.0f".formatted(Summary.of(all, Start::warmMillis).median()),
                    Summary.of(all, start -> start.residentKilobytes() / KILOBYTES).toString(),
                    Summary.of(all, start -> start.heapKilobytes() / KILOBYTES).toString())));
    terminal.table(
        List.of(
            "FUNCTION",
            "STARTED",
            "INIT MS",
            "FIRST MS",
            "TOGETHER MS",
            "PROCESSOR MS",
            "WARM MS",
            "RESIDENT MB",
            "HEAP MB"),
        rows);
  }

  private ObjectNode json(Map<ColdStart.Case, List<Start>> measured, Processors processors) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("jdk", Runtime.version().toString());
    json.put("processors", processors.description());
    json.put("starts", starts);
    javaOptions.forEach(json.putArray("javaOptions")::add);
    ArrayNode results = json.putArray("results");
    measured.forEach(
        (one, all) -> {
          ObjectNode result = results.addObject();
          result.put("function", one.function().id());
          result.put("memoryMegabytes", one.function().memoryMegabytes());
          result.put("variant", one.variant().toString());
          Summary.of(all, Start::initMillis).addTo(result, "initMillis");
          Summary.of(all, Start::firstMillis).addTo(result, "firstMillis");
          Summary.of(all, Start::totalMillis).addTo(result, "totalMillis");
          Summary.of(all, Start::processorMillis).addTo(result, "processorMillis");
          Summary.of(all, Start::warmMillis).addTo(result, "warmMillis");
          Summary.of(all, Start::residentKilobytes).addTo(result, "residentKilobytes");
          Summary.of(all, Start::heapKilobytes).addTo(result, "heapKilobytes");
        });
    return json;
  }
}
