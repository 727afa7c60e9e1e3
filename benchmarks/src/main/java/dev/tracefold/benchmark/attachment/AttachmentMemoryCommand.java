package dev.tracefold.benchmark.attachment;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code attachment-memory}: what assembling an attachment takes, by its size. */
@Command(
    name = "attachment-memory",
    mixinStandardHelpOptions = true,
    description = "Heap and time that assembling an attachment takes, by its size.")
public final class AttachmentMemoryCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Exception {
    AttachmentMemory.main(new String[0]);
    return ExitCode.OK;
  }
}
