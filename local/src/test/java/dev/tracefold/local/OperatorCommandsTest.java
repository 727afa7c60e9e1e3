package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.AttachmentStore.Assembly;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.attachment.ContentType;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.attachment.s3.S3AttachmentStore;
import dev.tracefold.deadletter.FailureReasons;
import dev.tracefold.deadletter.dynamodb.DynamoFailureReasons;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.rejection.RejectedMessage;
import dev.tracefold.rejection.sqs.SqsRejectedQueue;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Attachments, usage, dead letters and rejected messages, as an operator sees them. */
class OperatorCommandsTest {
  private static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";

  @TempDir private Path root;

  private final Stack stack = TestStacks.create();
  private final DynamoDbClient dynamoDb = stack.endpoints().dynamoDbClient();
  private final S3Client s3 = stack.endpoints().s3Client();
  private final SqsClient sqs = stack.endpoints().sqsClient();
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeEach
  void announce() {
    new DynamoProjects(dynamoDb, stack.table("ProjectsTable"))
        .create(new Project(1, 1, "demo", null, true, ProjectOptions.NONE));
    new Systems(root)
        .announce(
            new Connection(
                "http://key@127.0.0.1:1/1",
                URI.create("http://127.0.0.1:1"),
                stack.endpoints(),
                new LinkedHashMap<>(stack.queueUrls()),
                new LinkedHashMap<>(stack.tables()),
                stack.bucket(),
                Duration.ofDays(90)));
  }

  @Test
  void attachmentsAreListedWithLinksThatDownloadThem() throws Exception {
    store("0", "<b>.html", "hello");
    drop("1", "dump.dmp");

    assertThat(run("attachments", EVENT)).isZero();

    assertThat(results()).contains("<b>.html", "filtered: crash-report-limit");
    Matcher link = Pattern.compile("http://\\S+").matcher(results());
    assertThat(link.find()).isTrue();
    HttpURLConnection download =
        (HttpURLConnection) URI.create(link.group()).toURL().openConnection();
    assertThat(download.getHeaderField("Content-Disposition"))
        .isEqualTo("attachment; filename*=UTF-8''_b_.html");
    assertThat(new String(download.getInputStream().readAllBytes(), UTF_8)).isEqualTo("hello");
  }

  @Test
  void attachmentsAreSavedInTheFolderWhateverTheirName() throws Exception {
    store("0", "../../outside.txt", "first");
    store("1", "../../outside.txt", "second");
    store("2", "empty", "");
    Path folder = root.resolve("deep").resolve("folder");

    assertThat(run("attachments", EVENT, "--save", folder.toString())).isZero();

    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile).map(p -> root.relativize(p).toString()))
          .containsExactlyInAnyOrder(
              Path.of(".tracefold", "up.json").toString(),
              Path.of("deep", "folder", "_.._outside.txt").toString(),
              Path.of("deep", "folder", "2-_.._outside.txt").toString(),
              Path.of("deep", "folder", "empty").toString());
    }
    assertThat(folder.resolve("2-_.._outside.txt")).hasContent("second");
  }

  @Test
  void whatHasExpiredIsToldAndTheOthersAreSaved() throws Exception {
    store("0", "gone.txt", "gone");
    s3.listObjectsV2Paginator(list -> list.bucket(stack.bucket()).prefix("attachments/"))
        .contents()
        .forEach(
            object -> s3.deleteObject(delete -> delete.bucket(stack.bucket()).key(object.key())));
    store("1", "here.txt", "here");
    Path folder = root.resolve("folder");

    assertThat(run("attachments", EVENT, "--save", folder.toString())).isEqualTo(1);

    assertThat(progress()).contains("attachment 0 has expired");
    assertThat(folder.resolve("here.txt")).hasContent("here");
    assertThat(folder.resolve("gone.txt")).doesNotExist();
  }

  @Test
  void nothingIsWrittenThroughALinkOutOfTheFolder() throws Exception {
    store("0", "linked.txt", "secret");
    Path folder = Files.createDirectories(root.resolve("folder"));
    Path outside = Files.writeString(root.resolve("outside.txt"), "mine");
    Files.createSymbolicLink(folder.resolve("linked.txt"), outside);

    assertThat(run("attachments", EVENT, "--save", folder.toString())).isZero();

    assertThat(outside).hasContent("mine");
    assertThat(folder.resolve("2-linked.txt")).hasContent("secret");
  }

  @Test
  void anEventWithoutAttachmentsAndWhatIsNoEventAreTold() {
    assertThat(run("attachments", EVENT)).isEqualTo(1);
    assertThat(progress()).contains("has no attachments");
    assertThat(run("attachments", EVENT, "--project", "nobody")).isEqualTo(1);
    assertThat(progress()).contains("there is no project 'nobody'");
    assertThat(run("attachments", "what")).isEqualTo(2);
    assertThat(progress()).contains("expected an id of 32 hex digits");
  }

  @Test
  void usageIsATableAndAChart() throws Exception {
    count(3, new Outcome.Accepted());
    count(1, new Outcome.Invalid("missing_chunks"));

    assertThat(run("usage", "--since", "2d")).isZero();
    assertThat(results())
        .containsPattern("1 +attachment +accepted +3 +3 +0")
        .containsPattern("1 +attachment +invalid +missing_chunks +1 +1")
        .contains(LocalDate.now(ZoneOffset.UTC) + "  " + "#".repeat(50) + " 4");

    results.reset();
    assertThat(run("usage", "--project", "demo", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(results());
    assertThat(json).hasSize(2);
    assertThat(json.findValuesAsText("outcome")).containsExactlyInAnyOrder("accepted", "invalid");
  }

  @Test
  void aPeriodThatIsNoneIsRefused() {
    assertThat(run("usage", "--since", "yesterday")).isEqualTo(2);
    assertThat(progress()).contains("found --since 'yesterday'; expected a day");
  }

  @Test
  void deadLettersAreListedAndSentBackOneOrAll() {
    List<String> ids = new ArrayList<>();
    for (String body : List.of("one", "two\u202e", "three")) {
      ids.add(
          sqs.sendMessage(
                  send -> send.queueUrl(stack.queueUrl("EventsDeadLetterQueue")).messageBody(body))
              .messageId());
    }

    new DynamoFailureReasons(dynamoDb, stack.table("EventsTable"), Clock.systemUTC())
        .note(
            List.of(
                new FailureReasons.Failure(ids.getFirst(), 3, "SdkException: \u001btable is gone"),
                new FailureReasons.Failure(ids.getLast(), 2, "not yet noted")));

    assertThat(run("dead-letters")).isZero();
    assertThat(results())
        .containsPattern(ids.getFirst() + ".*SdkException: .table is gone +one")
        .containsPattern(ids.getLast() + ".*none noted: .* three")
        .doesNotContain("\u202e", "\u001b");

    assertThat(run("redrive", "--id", ids.getFirst())).isZero();
    assertThat(results()).contains("events: 1 messages sent back");
    assertThat(bodies("EventsQueue")).containsExactly("one");

    results.reset();
    assertThat(run("redrive", "--queue", "EVENTS")).isZero();
    assertThat(results()).isEqualToIgnoringNewLines("events: 2 messages sent back\n");
    assertThat(bodies("EventsQueue")).containsExactlyInAnyOrder("two\u202e", "three");

    results.reset();
    assertThat(run("dead-letters")).isZero();
    assertThat(results()).contains("There are no dead letters.");
  }

  @Test
  void deadLettersBeyondTheHorizonStayHoweverOftenTheyWereSentBack() {
    deadLetter("young", Duration.ofDays(89));
    deadLetter("old", Duration.ofDays(91));

    assertThat(run("redrive")).isEqualTo(1);
    assertThat(results()).contains("events: 1 messages sent back");
    assertThat(progress()).contains("stays: it is from", "might be counted twice");
    assertThat(bodies("EventsQueue")).containsExactly("young");
    assertThat(bodies("EventsDeadLetterQueue")).containsExactly("old");
  }

  @Test
  void whatWasRejectedIsReacceptedAndItsOutcomeTakenBack() {
    OutcomeMessage outcome = outcome("a", new Outcome.Invalid("project_id"));
    reject(new RejectedMessage("{}", "project_id", "no project", "save-events", 1L, outcome, 1));
    reject(new RejectedMessage("[]", "invalid_outcome", "a list", "count-outcomes", null));
    reject(new RejectedMessage("x", "what", "", "somebody", null));

    assertThat(run("redrive", "--reaccept")).isEqualTo(1);

    assertThat(results()).contains("events: 1", "attachments: 0", "outcomes: 1");
    assertThat(progress()).contains("stays: its source is 'somebody'; expected");
    assertThat(receive("EventsQueue"))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.body()).isEqualTo("{}");
              assertThat(message.messageAttributes())
                  .extractingByKey("reacceptances")
                  .extracting(MessageAttributeValue::stringValue)
                  .isEqualTo("2");
            });
    assertThat(bodies("OutcomesQueue"))
        .containsExactlyInAnyOrder("[]", outcome.correcting().toJson());
    assertThat(bodies("RejectedQueue")).containsExactly("x");
  }

  @Test
  void onlyTheChosenMessageIsReacceptedAndOneThatWasCutIsNot() {
    reject(new RejectedMessage("x".repeat(1 << 20), "too_large", "", "save-events", null));
    assertThat(run("redrive", "--reaccept")).isEqualTo(1);
    assertThat(progress()).contains("bytes were not kept; send the original");
    assertThat(run("redrive", "--reaccept", "--id", "another")).isZero();
    assertThat(run("redrive", "--reaccept", "--queue", "OUTCOMES")).isZero();
    assertThat(bodies("RejectedQueue")).hasSize(1);
  }

  @Test
  void rejectedMessagesAreListedWithTheirReasonAndStay() {
    reject(new RejectedMessage("[1]", "invalid_json", "found a list", "save-events", 42L));

    for (int i = 0; i < 2; i++) {
      results.reset();
      assertThat(run("rejected")).isZero();
      assertThat(results()).containsPattern("save-events +42 +invalid_json +found a list +\\[1\\]");
    }
  }

  private int run(String... arguments) {
    return Tracefold.commandLine(
            root,
            new Terminal(
                new PrintStream(results, true, UTF_8),
                new PrintStream(progress, true, UTF_8),
                false),
            new FunctionLog())
        .execute(arguments);
  }

  private String results() {
    return results.toString(UTF_8);
  }

  private String progress() {
    return progress.toString(UTF_8);
  }

  private void deadLetter(String body, Duration age) {
    String firstSent = Long.toString(Instant.now().minus(age).toEpochMilli());
    sqs.sendMessage(
        send ->
            send.queueUrl(stack.queueUrl("EventsDeadLetterQueue"))
                .messageBody(body)
                .messageAttributes(
                    Map.of(
                        "first_sent",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(firstSent)
                            .build())));
  }

  private void reject(RejectedMessage message) {
    assertThat(new SqsRejectedQueue(sqs, stack.queueUrl("RejectedQueue")).send(List.of(message)))
        .isEmpty();
  }

  private List<String> bodies(String queue) {
    return receive(queue).stream().map(Message::body).toList();
  }

  private List<Message> receive(String queue) {
    List<Message> messages = new ArrayList<>();
    List<Message> received;
    do {
      received =
          sqs.receiveMessage(
                  receive ->
                      receive
                          .queueUrl(stack.queueUrl(queue))
                          .maxNumberOfMessages(10)
                          .messageAttributeNames("All"))
              .messages();
      messages.addAll(received);
    } while (!received.isEmpty());
    return messages;
  }

  private void store(String id, String name, String content) {
    AttachmentJob job = job(id, name);
    s3.putObject(
        put -> put.bucket(stack.bucket()).key(StagingKeys.chunk(1, EVENT, id, 0)),
        RequestBody.fromString(content));
    Assembly assembly = new S3AttachmentStore(s3, stack.bucket()).assemble(job, Instant.now());
    assertThat(assembly).isInstanceOf(Assembly.Assembled.class);
    decide(
        new AttachmentRecord(
            job,
            new AttachmentFate.Stored(((Assembly.Assembled) assembly).content()),
            Instant.now()));
  }

  private void drop(String id, String name) {
    decide(
        AttachmentRecord.dropped(
            job(id, name),
            new Outcome.Filtered(AttachmentRecord.REASON_CRASH_REPORT_LIMIT),
            Instant.now()));
  }

  private void decide(AttachmentRecord record) {
    new DynamoAttachmentRecords(dynamoDb, stack.table("EventsTable"), Duration.ofDays(90))
        .decide(record);
  }

  private static AttachmentJob job(String id, String name) {
    return new AttachmentJob(
        1,
        1,
        EVENT,
        null,
        null,
        null,
        new AttachmentDescription(
            id,
            AttachmentName.of(name),
            new ContentType("text/html"),
            AttachmentType.ATTACHMENT,
            5,
            1,
            false));
  }

  private void count(int items, Outcome outcome) {
    List<OutcomeMessage> messages = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      messages.add(outcome(Integer.toString(i), outcome));
    }
    new DynamoUsageCounters(
            dynamoDb, stack.table("UsageTable"), Clock.systemUTC(), Duration.ofDays(90))
        .count(messages);
  }

  private static OutcomeMessage outcome(String id, Outcome outcome) {
    return new OutcomeMessage(
        OutcomeMessage.id(1, DataCategory.ATTACHMENT, EVENT + "/" + id, outcome),
        false,
        Instant.now(),
        1,
        1,
        null,
        outcome,
        EVENT,
        DataCategory.ATTACHMENT,
        1);
  }
}
