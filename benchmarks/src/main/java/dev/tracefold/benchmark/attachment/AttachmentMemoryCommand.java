package dev.tracefold.benchmark.attachment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.benchmark.Results;
import dev.tracefold.local.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code attachment-memory}: what assembling an attachment takes, by its size. */
@Command(
    name = "attachment-memory",
    mixinStandardHelpOptions = true,
    description = "Heap and time that assembling an attachment takes, by its size.")
public final class AttachmentMemoryCommand implements Callable<Integer> {

  private final Path root;
  private final Terminal terminal;

  /**
   * The benchmark of a checkout.
   *
   * @param root the root of the checkout
   */
  public AttachmentMemoryCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    List<AttachmentMemory.Assembled> all = AttachmentMemory.measure(terminal);
    terminal.table(
        List.of("ATTACHMENT", "PEAK HEAP KB", "MS"),
        all.stream()
            .map(
                one ->
                    List.of(
                        one.id(),
                        Long.toString(one.peakHeapKilobytes()),
                        Long.toString(one.millis())))
            .toList());
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (AttachmentMemory.Assembled one : all) {
      json.addObject()
          .put("attachment", one.id())
          .put("peakHeapKilobytes", one.peakHeapKilobytes())
          .put("millis", one.millis());
    }
    new Results(root, terminal).save("attachment-memory", json);
    return ExitCode.OK;
  }
}
