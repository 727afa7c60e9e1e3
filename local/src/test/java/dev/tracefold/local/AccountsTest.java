package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.ratelimit.RateLimits;
import dev.tracefold.usage.UsageRow;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Random traffic through every function, killed at random calls and delivered again: what came in
 * is what was accepted, filtered, rate limited, invalid, discarded by its client or is pending, in
 * the outcomes and in the usage table. {@code -Dtracefold.accounts.runs=N} makes more runs, {@code
 * -Dtracefold.accounts.seed=N} replays one.
 */
final class AccountsTest {

  private static final long OPEN = 1;
  private static final long CLOSED = 2;
  private static final long NOBODYS = 99;

  /** Where items of projects that nobody made are accounted for. */
  private static final long NO_PROJECT = 0;

  private static final String KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

  @TempDir private Path root;

  @Test
  void everyItemHasOneFateWhateverGoesWrong() throws Exception {
    long first = Long.getLong("tracefold.accounts.seed", 1);
    int runs = Integer.getInteger("tracefold.accounts.runs", 1);
    for (long seed = first; seed < first + runs; seed++) {
      new Run(seed).run();
    }
  }

  /** One run of a seed. */
  private final class Run {
    private final long seed;
    private final Random random;
    private final AccountedSystem system;

    Run(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.system = new AccountedSystem(seed);
    }

    void run() throws Exception {
      ProjectOptions options =
          ProjectOptions.NONE
              .with("sentry:store_crash_reports", JsonNodeFactory.instance.numberNode(1))
              .with("sentry:error_messages", JsonNodeFactory.instance.arrayNode().add("*noise*"))
              .with(
                  RateLimits.PROJECT_OPTION,
                  JsonNodeFactory.instance.objectNode().put("count", 4).put("window", 86_400));
      system.projects.create(new Project(OPEN, 1, "open", null, true, options));
      system.projects.create(new ProjectKey(7, KEY, OPEN, true));
      Project closed = new Project(CLOSED, 1, "closed", null, false, ProjectOptions.NONE);
      system.projects.create(closed);

      queueMessages();
      requests();
      String stuck = stuckAttachment();
      system.work(40);
      check("with a dead letter", Set.of(stuck));

      system.setUnreachable("nothing is unreachable any more");
      system.projects.update(new Project(CLOSED, 1, "closed", null, true, ProjectOptions.NONE));
      system.pass(Duration.ofMinutes(2));
      announce();
      assertThat(command("redrive")).isZero();
      command("redrive", "--reaccept");
      system.work(10);
      check("after redrive and reacceptance", Set.of());
      System.out.printf("accounts: seed %d: %s%n", seed, system.accounts.balance());
    }

    private void check(String when, Set<String> pending) {
      List<UsageRow> usage = new ArrayList<>(system.usage(OPEN));
      usage.addAll(system.usage(CLOSED));
      try {
        system.accounts.check(pending, usage);
      } catch (AssertionError wrong) {
        throw new AssertionError("seed %d, %s".formatted(seed, when), wrong);
      }
    }

    private void queueMessages() {
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        bodies.add(event(OPEN, random.nextInt(5) == 0 ? "noise" : "m" + random.nextInt(3)));
      }
      for (int i = 0; i < 3; i++) {
        ObjectNode message = message("transaction", OPEN);
        message.withObject("/payload").put("type", "transaction").put("transaction", "GET /");
        came(OPEN, DataCategory.TRANSACTION, message.path("event_id").asText());
        bodies.add(message.toString());
        bodies.add(report());
      }
      bodies.add(event(CLOSED, "m0"));
      ObjectNode nobodys = message("event", NOBODYS);
      came(NO_PROJECT, DataCategory.ERROR, nobodys.path("event_id").asText());
      bodies.add(nobodys.toString());
      String poison = "not JSON " + random.nextInt();
      came(NO_PROJECT, DataCategory.ERROR, EventIds.derive(0, Bytes.utf8(poison)));
      bodies.add(poison);
      String list = "{\"project_id\": 1, \"payload\": [%d]}".formatted(random.nextInt());
      came(OPEN, DataCategory.ERROR, EventIds.derive(0, Bytes.utf8(list)));
      bodies.add(list);
      for (String body : bodies) {
        system.send("EventsQueue", body);
        if (random.nextInt(4) == 0) {
          system.send("EventsQueue", body);
        }
      }
    }

    private String event(long project, String text) {
      ObjectNode message = message("event", project);
      message.withObject("/payload").put("message", text);
      String eventId = message.path("event_id").asText();
      came(project, DataCategory.ERROR, eventId);
      for (int i = random.nextInt(4); project == OPEN && i > 0; i--) {
        attachment(message, eventId);
      }
      return message.toString();
    }

    /** An attachment of any kind: whole, incomplete, a crash report, a twin, or nothing at all. */
    private void attachment(ObjectNode message, String eventId) {
      int position = message.path("attachments").size();
      int kind = random.nextInt(6);
      if (kind == 0) {
        message.withArray("/attachments").add("no object");
        came(OPEN, DataCategory.ATTACHMENT, eventId + "/" + position);
        return;
      }
      String id = kind == 1 ? "twin" : "a" + position;
      boolean twin = message.path("attachments").findValuesAsText("id").contains(id);
      message
          .withArray("/attachments")
          .addObject()
          .put("id", id)
          .put("name", "../../" + id)
          .put("type", kind == 2 ? "event.minidump" : "event.attachment")
          .put("size", random.nextInt(3) * 5)
          .put("chunks", kind == 3 ? 2 : 1);
      came(OPEN, DataCategory.ATTACHMENT, eventId + "/" + (twin ? "" + position : id));
      stage(eventId, id);
    }

    private void stage(String eventId, String attachmentId) {
      system
          .clients
          .s3()
          .putObject(
              put ->
                  put.bucket(system.stack.bucket())
                      .key(StagingKeys.chunk(OPEN, eventId, attachmentId, 0)),
              RequestBody.fromString("bytes"));
    }

    private String report() {
      ObjectNode message = message("user_report", OPEN);
      ObjectNode payload = message.withObject("/payload");
      payload.put("comments", "it broke " + random.nextInt());
      String eventId = message.path("event_id").asText();
      String item = eventId + PayloadJson.write(payload);
      came(OPEN, DataCategory.FEEDBACK, EventIds.derive(OPEN, Bytes.utf8(item)));
      return message.toString();
    }

    /** An attachment without an event, and one that cannot be put together until it is mended. */
    private String stuckAttachment() {
      String eventId = id();
      stage(eventId, "alone");
      system.send("AttachmentsQueue", job(eventId, "alone"));
      came(OPEN, DataCategory.ATTACHMENT, eventId + "/alone");
      String malformed = "{\"project_id\": 1, \"event_id\": %d}".formatted(random.nextInt());
      system.send("AttachmentsQueue", malformed);
      came(
          OPEN, DataCategory.ATTACHMENT, "message/" + EventIds.derive(OPEN, Bytes.utf8(malformed)));
      stage(eventId, "stuck");
      system.setUnreachable(StagingKeys.chunk(OPEN, eventId, "stuck", 0));
      system.send("AttachmentsQueue", job(eventId, "stuck"));
      came(OPEN, DataCategory.ATTACHMENT, eventId + "/stuck");
      return eventId + "/stuck";
    }

    private static String job(String eventId, String attachmentId) {
      ObjectNode job = JsonNodeFactory.instance.objectNode();
      job.put("project_id", OPEN).put("event_id", eventId);
      job.putObject("attachment").put("id", attachmentId).put("size", 5).put("chunks", 1);
      return job.toString();
    }

    private void requests() {
      for (int i = 0; i < 8; i++) {
        String eventId = id();
        String requestId = "request-%d-%d".formatted(seed, i);
        String text = random.nextInt(3) == 0 ? "noise" : "m0";
        came(OPEN, DataCategory.ERROR, eventId);
        came(OPEN, DataCategory.ERROR, requestId + "/1/0");
        came(OPEN, DataCategory.UNKNOWN, requestId + "/2");
        system.post(
            OPEN,
            KEY,
            requestId,
            String.join(
                "\n",
                "{\"event_id\":\"%s\"}".formatted(eventId),
                "{\"type\":\"event\"}",
                "{\"message\":\"%s\"}".formatted(text),
                "{\"type\":\"client_report\"}",
                "{\"discarded_events\":[{\"reason\":\"sample_rate\",\"category\":\"error\","
                    + "\"quantity\":%d}]}".formatted(1 + random.nextInt(9)),
                "{\"type\":\"nobody_knows\"}",
                "{}"));
      }
    }

    private ObjectNode message(String type, long project) {
      String eventId = id();
      ObjectNode message = JsonNodeFactory.instance.objectNode();
      message.put("type", type).put("project_id", project).put("event_id", eventId);
      message.put("start_time", system.now().getEpochSecond());
      message
          .putObject("payload")
          .put("event_id", eventId)
          .put("timestamp", system.now().getEpochSecond());
      return message;
    }

    private String id() {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }

    private void came(long project, DataCategory category, String itemId) {
      system.accounts.came(project, category, itemId);
    }

    private void announce() {
      new Systems(root)
          .announce(
              new Connection(
                  "http://key@127.0.0.1:1/1",
                  URI.create("http://127.0.0.1:1"),
                  system.stack.endpoints(),
                  new LinkedHashMap<>(system.stack.queueUrls()),
                  new LinkedHashMap<>(system.stack.tables()),
                  system.stack.bucket(),
                  Duration.ofDays(90)));
    }

    private int command(String... arguments) {
      var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
      return Tracefold.commandLine(root, new Terminal(nowhere, nowhere, false), new FunctionLog())
          .execute(arguments);
    }
  }
}
