package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.sample.Expectation;
import dev.tracefold.sample.SampleEvent;
import dev.tracefold.usage.UsageRow;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Every file of events/ leads to what it states, through the driver and the real handlers. */
@Execution(ExecutionMode.CONCURRENT)
class SamplesTest {
  private static final Duration QUIET = Duration.ofSeconds(60);
  // The day that some samples are dated to; the others count on the day of the test.
  private static final LocalDate DAY_OF_SAMPLES = LocalDate.of(2026, 11, 24);

  private static final Pattern EVENT_ID = Pattern.compile("\\b[0-9a-f]{32}\\b");

  static List<SampleEvent> samples() {
    return SampleEvent.readAll(TestStacks.root().resolve("events"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleLeadsToWhatItStates(SampleEvent sample) throws Exception {
    Expectation expected = sample.expectation();
    try (TestSystem system = TestSystem.start();
        var sender = new Sender(system.connection(), system.stack().template())) {
      var file = TestStacks.root().resolve("events").resolve(sample.name() + ".json");
      switch (sender.send(file)) {
        case Sender.Sent.Answered answered -> {
          assertThat(answered.status()).isEqualTo(expected.status());
          if (expected.id() != null) {
            assertThat(answered.body()).contains(expected.id());
          }
        }
        case Sender.Sent.Queued queued ->
            assertThat(queued.messages()).isEqualTo(sample.messages().size());
      }
      assertThat(system.driver().awaitQuiet(QUIET)).as("quiet").isTrue();
      assertThat(system.log()).isEmpty();
      assertThat(rejected(system)).isEqualTo(rejected(sample));
      assertThat(usage(system)).isEqualTo(usage(expected));
      assertThat(issues(system)).containsExactlyInAnyOrderElementsOf(expected.issues());
      assertThat(attachments(system, sample))
          .containsExactlyInAnyOrderElementsOf(expected.attachments());
    }
  }

  private static List<Expectation.Issue> issues(TestSystem system) throws Exception {
    List<Expectation.Issue> issues = new ArrayList<>();
    for (JsonNode issue : system.issues()) {
      issues.add(
          new Expectation.Issue(
              issue.path("title").asText(),
              issue.path("culprit").asText(),
              issue.path("level").asText(),
              issue.path("timesSeen").asLong()));
    }
    return issues;
  }

  /** What is kept of the attachments of every event that the sample could name. */
  private static List<Expectation.Attachment> attachments(TestSystem system, SampleEvent sample) {
    List<Expectation.Attachment> kept = new ArrayList<>();
    try (DynamoDbClient dynamoDb = system.stack().endpoints().dynamoDbClient()) {
      var records =
          new DynamoAttachmentRecords(
              dynamoDb, system.stack().table("EventsTable"), Duration.ofDays(1));
      for (String event : eventIds(sample)) {
        for (AttachmentRecord record : records.list(1, event)) {
          if (record.fate() instanceof AttachmentFate.Stored stored) {
            kept.add(
                new Expectation.Attachment(
                    record.job().attachment().name().value(),
                    record.job().attachment().contentType().value(),
                    stored.content().size()));
          }
        }
      }
    }
    return kept;
  }

  private static Set<String> eventIds(SampleEvent sample) {
    Set<String> ids = new TreeSet<>();
    Matcher id = EVENT_ID.matcher(sample.input().toString());
    while (id.find()) {
      ids.add(id.group());
    }
    String answered = sample.expectation().id();
    if (answered != null) {
      ids.add(answered);
    }
    return ids;
  }

  private static Map<String, String> rejected(TestSystem system) {
    var rejected = new HashMap<String, String>();
    system
        .take("RejectedQueue")
        .forEach(
            message -> {
              @Nullable MessageAttributeValue reason = message.messageAttributes().get("reason");
              rejected.put(message.body(), reason == null ? "none" : reason.stringValue());
            });
    return rejected;
  }

  private static Map<String, String> rejected(SampleEvent sample) {
    Map<String, String> bodies =
        sample.messages().stream()
            .collect(Collectors.toMap(SampleEvent.Message::id, SampleEvent.Message::body));
    var rejected = new HashMap<String, String>();
    sample
        .expectation()
        .rejected()
        .forEach(
            expected ->
                rejected.put(
                    bodies.getOrDefault(expected.messageId(), "unknown"), expected.reason()));
    return rejected;
  }

  /** Quantities of what the counters hold, by category, outcome and reason. */
  private static Map<String, Long> usage(TestSystem system) {
    var days = new TreeSet<LocalDate>();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (LocalDate day : List.of(today, DAY_OF_SAMPLES)) {
      days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
    }
    var usage = new TreeMap<String, Long>();
    try (DynamoDbClient dynamoDb = system.stack().endpoints().dynamoDbClient()) {
      var counters =
          new DynamoUsageCounters(
              dynamoDb, system.stack().table("UsageTable"), Clock.systemUTC(), Duration.ofDays(1));
      for (LocalDate day : days) {
        for (UsageRow row : counters.read(1, day, day)) {
          usage.merge(
              fate(
                  row.key().category().name().toLowerCase(Locale.ROOT),
                  row.key().outcome().label(),
                  row.key().outcome().reason()),
              row.quantity(),
              Long::sum);
        }
      }
    }
    return usage;
  }

  private static Map<String, Long> usage(Expectation expected) {
    var usage = new TreeMap<String, Long>();
    expected
        .items()
        .forEach(
            item ->
                usage.merge(
                    fate(item.category(), item.outcome(), item.reason()),
                    item.quantity(),
                    Long::sum));
    return usage;
  }

  private static String fate(String category, String outcome, @Nullable String reason) {
    return category + " " + outcome + (reason == null ? "" : "(" + reason + ")");
  }
}
