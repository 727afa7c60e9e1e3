package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tracefold.embedded.TestStacks;
import dev.tracefold.sample.Expectation;
import dev.tracefold.sample.SampleEvent;
import dev.tracefold.usage.UsageRow;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Every file of events/ leads to what it states, through the driver and the real handlers. */
class SamplesTest {
  private static final Duration QUIET = Duration.ofSeconds(60);
  // The day that some samples are dated to; the others count on the day of the test.
  private static final LocalDate DAY_OF_SAMPLES = LocalDate.of(2026, 11, 24);

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
      boolean savesEvents = sample.isRequest() || expected.function().equals("SaveEventsFunction");
      assumeTrue(!savesEvents || system.runs("SaveEventsFunction"), "save-events has no code yet");
      assertThat(system.driver().awaitQuiet(QUIET)).as("quiet").isTrue();
      assertThat(system.log()).isEmpty();
      assertThat(rejected(system)).isEqualTo(rejected(sample));
      assertThat(usage(system)).isEqualTo(usage(expected));
    }
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
