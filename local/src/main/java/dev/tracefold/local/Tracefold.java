package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tracefold.local.attachment.AttachmentsCommand;
import dev.tracefold.local.deadletter.DeadLettersCommand;
import dev.tracefold.local.deadletter.RedriveCommand;
import dev.tracefold.local.deadletter.RejectedCommand;
import dev.tracefold.local.demo.DemoCommand;
import dev.tracefold.local.group.GroupCommand;
import dev.tracefold.local.issue.CreateReleaseCommand;
import dev.tracefold.local.issue.DeleteCommand;
import dev.tracefold.local.issue.DiscardCommand;
import dev.tracefold.local.issue.DiscardedCommand;
import dev.tracefold.local.issue.EraseCommand;
import dev.tracefold.local.issue.IgnoreCommand;
import dev.tracefold.local.issue.IssueCommand;
import dev.tracefold.local.issue.IssuesCommand;
import dev.tracefold.local.issue.MergeCommand;
import dev.tracefold.local.issue.ReleasesCommand;
import dev.tracefold.local.issue.ResolveCommand;
import dev.tracefold.local.issue.UndiscardCommand;
import dev.tracefold.local.issue.UnmergeCommand;
import dev.tracefold.local.issue.UnresolveCommand;
import dev.tracefold.local.project.CreateKeyCommand;
import dev.tracefold.local.project.CreateProjectCommand;
import dev.tracefold.local.project.ProjectsCommand;
import dev.tracefold.local.project.SetOptionCommand;
import dev.tracefold.local.usage.UsageCommand;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The {@code tracefold} command; the launcher of the same name starts it. */
@Command(
    name = "tracefold",
    mixinStandardHelpOptions = true,
    version = "tracefold 0.1.0",
    description = "Groups application errors into issues, on this machine or on AWS.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "And, built when it is first used:",
      "  cost                    what saving a million events costs on AWS",
      "  load                    sends events through a system of its own and checks every count",
      "",
      "Environment:",
      "  TRACEFOLD_STACK         the deployed stack to ask, as by --stack",
      "  TRACEFOLD_JAVA_HOME     the JDK (21 or newer) to run with",
      "  TRACEFOLD_JAVA_OPTIONS  more options for it, such as -Xmx1g"
    })
public final class Tracefold {

  private static final int RESULTS_BUFFER = 64 * 1024;

  private Tracefold() {}

  /** Runs the command line and exits: 0 done, 1 failed, 2 used wrongly. */
  public static void main(String[] args) {
    // Results are text of any script, whatever the locale; JSON is UTF-8 by definition. Not
    // System.out itself, which writes through at every line.
    var results =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), RESULTS_BUFFER),
            false,
            UTF_8);
    var progress = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    // What a function prints is for CloudWatch and must not end up among the results.
    var functionLog = new FunctionLog();
    System.setOut(functionLog.standardOutput());
    functionLog.takeSystemLogger();
    var terminal = new Terminal(results, progress, Boolean.getBoolean("tracefold.interactive"));
    System.exit(
        commandLine(root(), terminal, functionLog)
            .setOut(new PrintWriter(results, true, UTF_8))
            .execute(args));
  }

  /**
   * The command line, ready to execute.
   *
   * @param root the root of the checkout
   * @param functionLog what is told of functions that run here
   */
  static CommandLine commandLine(Path root, Terminal terminal, FunctionLog functionLog) {
    var systems = new Systems(root);
    var line = new CommandLine(new Tracefold());
    line.addSubcommand(new DemoCommand(root, terminal, functionLog));
    line.addSubcommand(new UpCommand(root, systems, terminal, functionLog));
    line.addSubcommand(new SendCommand(root, systems, terminal));
    line.addSubcommand(new IssuesCommand(systems, terminal));
    line.addSubcommand(new IssueCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new ResolveCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new UnresolveCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new IgnoreCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new MergeCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new UnmergeCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new DeleteCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new DiscardCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new DiscardedCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new UndiscardCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(EraseCommand.line(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new ReleasesCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new CreateReleaseCommand(systems, terminal, Clock.systemUTC()));
    line.addSubcommand(new ProjectsCommand(systems, terminal));
    line.addSubcommand(new CreateProjectCommand(systems, terminal));
    line.addSubcommand(new CreateKeyCommand(systems, terminal));
    line.addSubcommand(new SetOptionCommand(systems, terminal));
    line.addSubcommand(new GroupCommand(System.in, terminal));
    line.addSubcommand(new AttachmentsCommand(systems, terminal));
    line.addSubcommand(new UsageCommand(systems, terminal));
    line.addSubcommand(new DeadLettersCommand(systems, terminal));
    line.addSubcommand(new RejectedCommand(systems, terminal));
    line.addSubcommand(new RedriveCommand(systems, terminal));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          terminal.complain("tracefold " + command.getCommandName() + ": " + message(failure));
          return ExitCode.SOFTWARE;
        });
    return line;
  }

  /** The first message in the chain of causes, and advice where the system does not answer. */
  private static String message(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return "The system does not answer; does 'tracefold up' still run?";
      }
    }
    boolean aws = failure instanceof SdkClientException;
    return failure.getMessage() == null
        ? failure.toString()
        : failure.getMessage() + (aws ? " (region and credentials come from the environment)" : "");
  }

  private static Path root() {
    return Path.of(System.getProperty("tracefold.root", "."));
  }
}
