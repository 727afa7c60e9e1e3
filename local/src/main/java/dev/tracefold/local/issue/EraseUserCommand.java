package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.erasure.Erased;
import dev.tracefold.erasure.UserDescription;
import dev.tracefold.erasure.UserDescription.Kind;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.project.NamedProjects;
import dev.tracefold.project.Project;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold erase user}. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = {
      "Erases all events and transactions of a user, their attachments and reports, and the user.",
      "Every payload of the project is read, up to three times: about 0.4 dollars a million"
          + " batches, and a minute for some hundred thousand events."
    })
public final class EraseUserCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PROJECT", description = "The project's id or slug.")
  private String project = "";

  @ArgGroup(multiplicity = "1")
  private Who who = new Who();

  /** One of them. */
  static final class Who {
    @Option(names = "--id", paramLabel = "ID", description = "The application's id of the user.")
    private @Nullable String id;

    @Option(names = "--username", paramLabel = "NAME", description = "The login name.")
    private @Nullable String username;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "The e-mail address.")
    private @Nullable String email;

    @Option(
        names = "--ip",
        paramLabel = "ADDRESS",
        description = "The IP address, of users of whom events tell nothing else.")
    private @Nullable String ip;

    @Option(names = "--hash", paramLabel = "HASH", description = "The hash of the user.")
    private @Nullable String hash;

    UserDescription description() {
      if (id != null) {
        return new UserDescription(Kind.ID, id);
      }
      if (username != null) {
        return new UserDescription(Kind.USERNAME, username);
      }
      if (email != null) {
        return new UserDescription(Kind.EMAIL, email);
      }
      return ip == null
          ? new UserDescription(Kind.HASH, Objects.requireNonNullElse(hash, ""))
          : new UserDescription(Kind.IP_ADDRESS, ip);
    }
  }

  @Option(names = "--json", description = "Prints a JSON object: events, attachments.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public EraseUserCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    UserDescription user;
    try {
      user = who.description();
    } catch (IllegalArgumentException e) {
      terminal.complain("tracefold erase user: " + e.getMessage());
      return ExitCode.USAGE;
    }
    try (OperationStores stores = new OperationStores(target.connection(systems), clock)) {
      Optional<Project> found = stores.reader().project(project);
      if (found.isEmpty()) {
        terminal.complain(NamedProjects.unknown(project));
        return ExitCode.SOFTWARE;
      }
      Erased erased = stores.erasure().eraseUser(found.get().id(), user, terminal::step);
      terminal.result(
          json
              ? JsonNodeFactory.instance
                  .objectNode()
                  .put("events", erased.events())
                  .put("attachments", erased.attachments())
                  .toString()
              : "The user is erased, with %d events and %d attachments"
                  .formatted(erased.events(), erased.attachments()));
    }
    return ExitCode.OK;
  }
}
