package dev.tracefold.countoutcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.embedded.PolicyGuard;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.testing.Crash;
import dev.tracefold.testing.CrashPoint;
import dev.tracefold.testing.LambdaTime;
import dev.tracefold.usage.UsageRow;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.model.Message;

final class CountOutcomesHandlerTest {

  /** Far ahead, because the emulator deletes what has expired. */
  private static final Instant NOW = Instant.parse("2096-01-12T09:30:00Z");

  private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
  private static final AtomicLong PROJECTS = new AtomicLong();

  private final Stack stack = TestStacks.create();
  private final CrashPoint crashPoint = new CrashPoint();
  private final List<String> metrics = new ArrayList<>();

  @Test
  void outcomesAreCountedByHourKeyCategoryOutcomeAndReason() {
    List<OutcomeMessage> messages = messages(7, 60);

    assertThat(deliver(function(NOW), bodies(messages))).isEmpty();
    assertCounted(7, messages);
  }

  @Test
  void whateverIsDeliveredAgainCountsOnce() {
    List<OutcomeMessage> messages = messages(7, 60);
    List<OutcomeMessage> doubled = new ArrayList<>(messages);
    doubled.addAll(messages);
    Collections.shuffle(doubled, new Random(1));

    assertThat(deliver(function(NOW), bodies(doubled))).isEmpty();
    assertThat(deliver(function(NOW.plusSeconds(600)), bodies(messages))).isEmpty();
    assertCounted(7, messages);
  }

  @Test
  void aRehearsalSucceedsAndLeavesNoTrace() throws IOException {
    Settings settings = Settings.of(stack.environment("CountOutcomesFunction"));

    assertThat(CountOutcomesHandler.rehearsal(settings).run())
        .isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(usage(1)).isEmpty();
  }

  @Test
  void whatIsCountedWithItsEventIsNotCountedAgain() {
    OutcomeMessage counted = message(7, 0, new Outcome.Accepted(), true);

    assertThat(deliver(function(NOW), bodies(List.of(counted)))).isEmpty();
    assertThat(usage(7)).isEmpty();
    assertThat(metrics)
        .singleElement()
        .asString()
        .contains("\"outcome\":\"accepted\",\"sentry.events.outcomes\":1");
  }

  @Test
  void whatIsCorrectedIsTakenBackOnce() {
    List<OutcomeMessage> messages = messages(7, 8);
    List<OutcomeMessage> taken = messages.stream().map(OutcomeMessage::correcting).toList();
    List<OutcomeMessage> all = new ArrayList<>(messages.subList(1, messages.size()));
    all.addAll(taken);
    Collections.shuffle(all, new Random(1));

    assertThat(deliver(function(NOW), bodies(all))).isEmpty();
    assertThat(deliver(function(NOW), bodies(all))).isEmpty();
    assertThat(deliver(function(NOW), bodies(messages))).isEmpty();
    assertThat(usage(7))
        .allSatisfy(
            row ->
                assertThat(List.of(row.items(), row.quantity(), row.refunded())).containsOnly(0L))
        .isNotEmpty();
  }

  @Test
  void whatIsOfNoProjectIsReportedAndHasNoCounter() {
    OutcomeMessage nobodys = message(0, 0, new Outcome.Invalid("project_id"), false);

    assertThat(deliver(function(NOW), bodies(List.of(nobodys)))).isEmpty();
    assertThat(usage(0)).isEmpty();
    assertThat(metrics).hasSize(1);
  }

  @Test
  void whatIsNoOutcomeIsRejectedAndItsNeighboursAreCounted() {
    List<OutcomeMessage> messages = messages(7, 2);
    String good = messages.getFirst().toJson();
    List<String> bad =
        List.of(
            "",
            "no JSON",
            "[]",
            "[".repeat(50_000),
            "{}",
            "{\"outcome\": 9}",
            changed(good, "\"outcome\":1", "\"outcome\":6"),
            changed(good, "\"reason\":\"discarded-hash\"", "\"reason\":null"),
            changed(good, "\"category\":4", "\"category\":\"attachment\""),
            changed(good, "\"category\":4", "\"category\":99"),
            changed(good, "\"project_id\":7", "\"project_id\":\"seven\""),
            changed(good, "\"quantity\":0", "\"quantity\":-1"),
            changed(good, "\"quantity\":0", "\"quantity\":1e99"),
            changed(good, "\"v\":1", "\"v\":2"),
            changed(good, "\"id\":\"", "\"id\":\"" + "x".repeat(300)),
            good.replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"yesterday\""),
            good.replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":1e999999999"));
    List<String> bodies = new ArrayList<>(bad);
    bodies.addAll(bad.size() / 2, bodies(messages));

    assertThat(deliver(function(NOW), bodies)).isEmpty();
    assertCounted(7, messages);
    assertThat(rejected())
        .allSatisfy(
            message ->
                assertThat(message.messageAttributes())
                    .hasEntrySatisfying(
                        "reason",
                        reason -> assertThat(reason.stringValue()).isEqualTo("invalid_outcome"))
                    .containsKey("detail"))
        .extracting(message -> message.body().equals("(empty)") ? "" : message.body())
        .containsExactlyInAnyOrderElementsOf(bad);
  }

  private static String changed(String json, String part, String other) {
    assertThat(json).contains(part);
    return json.replace(part, other);
  }

  @Test
  void moreCountersThanATransactionHoldsAreCounted() {
    List<OutcomeMessage> messages = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      messages.add(message(7, i, new Outcome.Invalid("reason-" + i), false));
    }

    assertThat(deliver(function(NOW), bodies(messages))).isEmpty();
    assertCounted(7, messages);
  }

  @ParameterizedTest
  @EnumSource
  void countsSurviveAnEndAtAnyCall(CrashPoint.Moment moment) {
    long project = PROJECTS.addAndGet(100);
    deliver(function(NOW), bodies(messages(project, 12)));
    int calls = crashPoint.calls();
    assertThat(calls).isGreaterThan(5);
    for (int call = 0; call < calls; call++) {
      List<OutcomeMessage> messages = messages(++project, 12);
      List<String> bodies = bodies(messages);
      bodies.add("no outcome");
      CountOutcomesHandler dying = function(NOW);
      crashPoint.arm(call, moment);
      assertThatThrownBy(() -> deliver(dying, bodies)).isInstanceOf(Crash.class);
      crashPoint.disarm();
      deliver(function(NOW.plusSeconds(1)), bodies);
      assertThat(deliver(function(NOW.plusSeconds(240)), bodies)).as("call %d", call).isEmpty();
      assertCounted(project, messages);
    }
  }

  private CountOutcomesHandler function(Instant now) {
    return new CountOutcomesHandler(
        Settings.of(stack.environment("CountOutcomesFunction")),
        new AwsClients(new PolicyGuard(stack, "CountOutcomesFunction"), crashPoint),
        Clock.fixed(now, ZoneOffset.UTC),
        metrics::add);
  }

  private static List<String> deliver(CountOutcomesHandler function, List<String> bodies) {
    SQSEvent event = new SQSEvent();
    event.setRecords(new ArrayList<>());
    for (int i = 0; i < bodies.size(); i++) {
      SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
      message.setMessageId("message-" + i);
      message.setBody(bodies.get(i));
      event.getRecords().add(message);
    }
    return function
        .handleRequest(event, new LambdaTime(Duration.ofSeconds(30)))
        .getBatchItemFailures()
        .stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** The counters are what adding up the messages by hand gives. */
  private void assertCounted(long project, List<OutcomeMessage> messages) {
    assertThat(usage(project)).isEqualTo(new HashSet<>(UsageRow.fold(messages)));
  }

  private Set<UsageRow> usage(long project) {
    return new HashSet<>(
        new DynamoUsageCounters(
                new AwsClients().dynamoDb(),
                stack.table("UsageTable"),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ofDays(90))
            .read(project, TODAY.minusDays(1), TODAY));
  }

  private List<Message> rejected() {
    List<Message> all = new ArrayList<>();
    List<Message> received;
    do {
      received =
          new AwsClients()
              .sqs()
              .receiveMessage(
                  request ->
                      request
                          .queueUrl(stack.queueUrl("RejectedQueue"))
                          .maxNumberOfMessages(10)
                          .messageAttributeNames("All"))
              .messages();
      all.addAll(received);
    } while (!received.isEmpty());
    return all;
  }

  private static List<String> bodies(List<OutcomeMessage> messages) {
    return new ArrayList<>(messages.stream().map(OutcomeMessage::toJson).toList());
  }

  /** Messages of a few counters each. */
  private static List<OutcomeMessage> messages(long project, int count) {
    List<Outcome> outcomes =
        List.of(
            new Outcome.Filtered("discarded-hash"),
            new Outcome.RateLimited("key_quota"),
            new Outcome.Invalid("missing_chunks"),
            new Outcome.Accepted());
    List<OutcomeMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(message(project, i, outcomes.get(i % outcomes.size()), false));
    }
    return messages;
  }

  private static OutcomeMessage message(
      long project, int number, Outcome outcome, boolean counted) {
    return new OutcomeMessage(
        OutcomeMessage.id(project, DataCategory.ATTACHMENT, "event/" + number, outcome),
        counted,
        NOW.minusSeconds(number % 3 * 3600L),
        1,
        project,
        number % 2 == 0 ? 5L : null,
        outcome,
        "fc6d8c0c43fc4630ad850ee518f1b9d0",
        DataCategory.ATTACHMENT,
        number);
  }
}
