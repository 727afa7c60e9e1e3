package dev.tracefold.local.attachment;

import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.attachment.s3.S3AttachmentReader;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.project.NamedProjects;
import dev.tracefold.project.Project;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** {@code tracefold attachments}: the attachments of an event. */
@Command(
    name = "attachments",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the attachments of an event with links that download them, or saves them.",
      "Links work for five minutes."
    })
public final class AttachmentsCommand implements Callable<Integer> {

  /** Files of one name in one folder; an event has at most a hundred attachments. */
  private static final int NUMBER_MAX = 1000;

  @Parameters(paramLabel = "EVENT", description = "The event's id, 32 hex digits.")
  private String event = "";

  @Option(
      names = "--project",
      paramLabel = "PROJECT",
      defaultValue = "1",
      description = "Its project, by id or slug (default: ${DEFAULT-VALUE}).")
  private String project = "1";

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Saves the files in this folder; none that exists is overwritten.")
  private @Nullable Path folder;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public AttachmentsCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    String eventId = event.replace("-", "").toLowerCase(Locale.ROOT);
    if (!AttachmentJob.isEventId(eventId)) {
      terminal.complain("found event '" + event + "'; expected an id of 32 hex digits");
      return ExitCode.USAGE;
    }
    Connection connection = target.connection(systems);
    try (DynamoDbClient dynamoDb = connection.dynamoDb();
        S3Client s3 = connection.s3()) {
      Optional<Project> found =
          NamedProjects.find(
              new DynamoProjects(dynamoDb, connection.table("ProjectsTable")).projects(), project);
      if (found.isEmpty()) {
        terminal.complain(NamedProjects.unknown(project));
        return ExitCode.SOFTWARE;
      }
      List<AttachmentRecord> records =
          new DynamoAttachmentRecords(dynamoDb, connection.table("EventsTable"), Duration.ofDays(1))
              .list(found.get().id(), eventId);
      if (records.isEmpty()) {
        terminal.complain(
            "event %s of project %s has no attachments; --project says another project"
                .formatted(eventId, project));
        return ExitCode.SOFTWARE;
      }
      S3AttachmentReader reader = new S3AttachmentReader(s3, connection.bucket());
      if (folder == null) {
        list(records, reader);
        return ExitCode.OK;
      }
      return save(records, reader, folder) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void list(List<AttachmentRecord> records, S3AttachmentReader reader) {
    List<List<String>> rows = new ArrayList<>();
    for (AttachmentRecord record : records) {
      String[] state =
          switch (record.fate()) {
            case AttachmentFate.Stored stored ->
                new String[] {
                  Long.toString(stored.content().size()),
                  reader.link(record).map(Object::toString).orElse("(empty)")
                };
            case AttachmentFate.Dropped dropped ->
                new String[] {"-", dropped.outcome().label() + ": " + dropped.outcome().reason()};
          };
      rows.add(
          List.of(
              record.job().attachment().id(),
              Terminal.safe(record.job().attachment().name().value()),
              record.job().attachment().type().value(),
              state[0],
              Terminal.safe(state[1])));
    }
    terminal.table(List.of("ID", "NAME", "TYPE", "BYTES", "LINK"), rows);
  }

  /** Saves those that were stored; whether all of them could be. */
  private boolean save(List<AttachmentRecord> records, S3AttachmentReader reader, Path into)
      throws IOException {
    Files.createDirectories(into);
    boolean all = true;
    for (AttachmentRecord record : records) {
      String id = record.job().attachment().id();
      switch (record.fate()) {
        case AttachmentFate.Dropped dropped ->
            terminal.step("attachment %s was dropped".formatted(id));
        case AttachmentFate.Stored stored -> {
          terminal.step("attachment %s: %d bytes ...".formatted(id, stored.content().size()));
          try {
            terminal.result(write(record, reader, into).toString());
          } catch (NoSuchKeyException expired) {
            all = false;
            terminal.complain("attachment %s has expired: its bytes are gone".formatted(id));
          }
        }
      }
    }
    return all;
  }

  /** Under its name, or the name with a number where it is taken; never follows a link. */
  private static Path write(AttachmentRecord record, S3AttachmentReader reader, Path into)
      throws IOException {
    Path file = create(into, record.job().attachment().name().fileName());
    try (OutputStream bytes = Files.newOutputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      reader.copy(record, bytes);
      return file;
    } catch (IOException | SdkException cutShort) {
      // A part would look like the whole.
      Files.delete(file);
      throw cutShort;
    }
  }

  private static Path create(Path folder, String name) throws IOException {
    for (int number = 1; number <= NUMBER_MAX; number++) {
      try {
        return Files.createFile(folder.resolve(number == 1 ? name : number + "-" + name));
      } catch (FileAlreadyExistsException taken) {
        // The next number may be free.
      }
    }
    throw new IOException("folder " + folder + " holds too many files named " + name);
  }
}
