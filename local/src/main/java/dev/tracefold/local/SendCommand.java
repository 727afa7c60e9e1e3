package dev.tracefold.local;

import dev.tracefold.embedded.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tracefold send}: sends files into a running system. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = {
      "Sends files into a running system.",
      "Events and envelopes go by HTTP as an SDK sends them, samples of events/ by HTTP or over "
          + "their queue."
    })
final class SendCommand implements Callable<Integer> {
  private static final int FIRST_ERROR_STATUS = 400;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "An event (a JSON object), an envelope, or a sample as in events/.")
  private List<Path> files = new ArrayList<>();

  @Mixin private Target target = new Target();

  private final Path root;
  private final Systems systems;
  private final Terminal terminal;

  SendCommand(Path root, Systems systems, Terminal terminal) {
    this.root = root;
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Template template = Template.read(root.resolve("template.yaml"));
    boolean failed = false;
    try (var sender = new Sender(target.connection(systems), template)) {
      for (Path file : files) {
        try {
          switch (sender.send(file)) {
            case Sender.Sent.Queued queued ->
                terminal.result(
                    file + ": " + queued.messages() + " messages onto " + queued.queue());
            case Sender.Sent.Answered answered -> {
              failed |= answered.status() >= FIRST_ERROR_STATUS;
              terminal.result(
                  file + ": " + answered.status() + " " + Terminal.safe(answered.body()));
            }
          }
        } catch (NoSuchFileException e) {
          failed = true;
          terminal.complain("Cannot send " + file + ": there is no such file");
        } catch (ConnectException e) {
          throw new UncheckedIOException(e); // nor would the next file find anyone
        } catch (IOException | IllegalArgumentException e) {
          failed = true;
          terminal.complain("Cannot send " + file + ": " + e.getMessage());
        }
      }
    }
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
