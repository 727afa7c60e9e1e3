package dev.tracefold.benchmark;

import dev.tracefold.benchmark.archive.ArchivesCommand;
import dev.tracefold.benchmark.attachment.AttachmentMemoryCommand;
import dev.tracefold.benchmark.coldstart.ColdStartCommand;
import dev.tracefold.benchmark.cost.CostCommand;
import dev.tracefold.benchmark.grouping.GroupingCommand;
import dev.tracefold.benchmark.intake.IntakeCommand;
import dev.tracefold.benchmark.load.LoadCommand;
import dev.tracefold.benchmark.saving.GrowthCommand;
import dev.tracefold.benchmark.saving.ThroughputCommand;
import dev.tracefold.local.Terminal;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code benchmarks/run}; the script of that name starts it. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    version = "tracefold 0.1.0",
    description = {
      "Measures what things take.",
      "Every benchmark prints a table to standard output and its progress to standard error, and",
      "saves its results as JSON below .tracefold/benchmarks. Measure on a machine at rest."
    },
    synopsisSubcommandLabel = "NAME",
    footer = {
      "",
      "Environment:",
      "  TRACEFOLD_JAVA_HOME     the JDK (21 or newer) to run with",
      "  TRACEFOLD_JAVA_OPTIONS  more options for it, such as -Xmx1g"
    })
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs the command line and exits: 0 done, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    Path root = Path.of(System.getProperty("tracefold.root", "."));
    Terminal terminal = new Terminal(System.out, System.err, false);
    CommandLine line = new CommandLine(new Benchmarks());
    line.addSubcommand(new GroupingCommand(root, terminal));
    line.addSubcommand(new IntakeCommand(root, terminal));
    line.addSubcommand(new AttachmentMemoryCommand(root, terminal));
    line.addSubcommand(new ThroughputCommand(root, terminal));
    line.addSubcommand(new GrowthCommand(root, terminal));
    line.addSubcommand(new ColdStartCommand(root, terminal));
    line.addSubcommand(new ArchivesCommand(root, terminal));
    line.addSubcommand(new LoadCommand(root, terminal));
    line.addSubcommand(new CostCommand(root, terminal));
    System.exit(line.execute(arguments));
  }
}
