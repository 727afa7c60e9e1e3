package dev.tracefold.saveattachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.testing.Crash;
import dev.tracefold.testing.CrashPoint;
import dev.tracefold.testing.LambdaTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

final class SaveAttachmentsHandlerTest {

  /** {@code -Dtracefold.exhaustive=true}: no call is left out, which takes a minute. */
  private static final boolean EXHAUSTIVE = Boolean.getBoolean("tracefold.exhaustive");

  private static final AtomicLong PROJECTS = new AtomicLong();

  private final Stack stack = TestStacks.create();
  private final CrashPoint crashPoint = new CrashPoint();

  /**
   * C-219: one that is rate-limited is no attachment. C-236: one that comes before its event is
   * kept without an issue, but a crash report needs its event.
   */
  @Test
  void everyAttachmentOfABatchHasItsOneFate() {
    SaveAttachmentsWorld world = world(AttachmentsModel::ofSmallAttachments);

    assertThat(world.deliver(world.function(crashPoint))).isEmpty();
    world.assertMatchesModel();
  }

  @Test
  void whatNobodyShouldSendIsMendedOrRefusedAndHarmsNoNeighbour() {
    SaveAttachmentsWorld world = world(AttachmentsModel::ofBadInput);

    assertThat(world.deliver(world.function(crashPoint))).isEmpty();
    world.assertMatchesModel();
  }

  @Test
  void theMetricsOfAttachmentsAreReportedInFullDetailOnly() {
    SaveAttachmentsWorld world = world(AttachmentsModel::ofSmallAttachments);
    world.deliver(world.function(crashPoint));
    assertThat(world.metrics()).isEmpty();

    SaveAttachmentsWorld told =
        new SaveAttachmentsWorld(
            TestStacks.create(Map.of("MetricDetail", "ALL")),
            AttachmentsModel.ofSmallAttachments(1));
    told.deliver(told.function(crashPoint));
    assertThat(told.metrics())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"type\":\"event.attachment\"", "\"sentry.attachments.received\":8"))
        .anySatisfy(
            line -> assertThat(line).contains("\"sentry.filestore.file-size\":[5,13,5,0,5,5]"));
  }

  @Test
  void aRedeliveryFindsTheRecordsAfterTheStagedBytesAreGone() {
    SaveAttachmentsWorld world = world(AttachmentsModel::ofSmallAttachments);
    world.deliver(world.function(crashPoint));
    world.expireStaged();

    assertThat(world.deliver(world.function(crashPoint))).isEmpty();
    world.assertMatchesModel();
  }

  @Test
  void aRehearsalSucceedsAndLeavesNoTrace() throws IOException {
    Stack stack = TestStacks.create();
    Settings settings = Settings.of(stack.environment("SaveAttachmentsFunction"));

    assertThat(SaveAttachmentsHandler.rehearsal(settings).run())
        .isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(
            new AwsClients()
                .dynamoDb()
                .scan(scan -> scan.tableName(settings.eventsTable()))
                .items())
        .isEmpty();
  }

  @Test
  void anEmptyBatchIsNoWork() {
    SaveAttachmentsWorld world = world(AttachmentsModel::ofSmallAttachments);

    assertThat(
            world
                .function(crashPoint)
                .handleRequest(new SQSEvent(), new LambdaTime(Duration.ZERO))
                .getBatchItemFailures())
        .isEmpty();
  }

  @Test
  void whatTheTimeMayNotSufficeForIsDeliveredAgain() {
    SaveAttachmentsWorld world = world(AttachmentsModel::ofSmallAttachments);
    SaveAttachmentsHandler function = world.function(crashPoint);

    assertThat(world.deliver(function, new LambdaTime(Duration.ofSeconds(1)))).hasSize(12);
    assertThat(world.deliver(function)).isEmpty();
    world.assertMatchesModel();
  }

  @Test
  void smallAttachmentsSurviveAnEndAtAnyCall() {
    survivesAnEndAtAnyCall(
        CrashPoint.Moment.AFTER, AttachmentsModel::ofSmallAttachments, EXHAUSTIVE ? 1 : 2);
  }

  @Test
  void largeAttachmentsSurviveAnEndAtAnyCall() {
    survivesAnEndAtAnyCall(
        CrashPoint.Moment.AFTER, AttachmentsModel::ofLargeAttachments, EXHAUSTIVE ? 1 : 4);
  }

  /** An end before a call leaves what an end after the call before it leaves; threads apart. */
  @Test
  @EnabledIfSystemProperty(named = "tracefold.exhaustive", matches = "true")
  void attachmentsSurviveAnEndBeforeAnyCall() {
    survivesAnEndAtAnyCall(CrashPoint.Moment.BEFORE, AttachmentsModel::ofSmallAttachments, 1);
    survivesAnEndAtAnyCall(CrashPoint.Moment.BEFORE, AttachmentsModel::ofLargeAttachments, 1);
  }

  private void survivesAnEndAtAnyCall(
      CrashPoint.Moment moment, LongFunction<AttachmentsModel> model, int step) {
    SaveAttachmentsWorld undisturbed = world(model);
    crashPoint.disarm();
    undisturbed.deliver(undisturbed.function(crashPoint));
    undisturbed.assertMatchesModel();
    int calls = crashPoint.calls();
    assertThat(calls).isGreaterThan(10);
    for (int call = 0; call < calls; call += step) {
      SaveAttachmentsWorld world = world(model);
      SaveAttachmentsHandler dying = world.function(crashPoint);
      crashPoint.arm(call, moment);
      assertThatThrownBy(() -> world.deliver(dying)).isInstanceOf(Crash.class);
      crashPoint.disarm();
      assertThat(world.deliver(world.function(crashPoint))).as("call %d", call).isEmpty();
      world.assertMatchesModel();
      world.clear();
    }
  }

  private SaveAttachmentsWorld world(LongFunction<AttachmentsModel> model) {
    return new SaveAttachmentsWorld(stack, model.apply(PROJECTS.addAndGet(2)));
  }

  @Test
  void aMissingVariableStopsTheStartByName() {
    assertThatThrownBy(() -> Settings.of(Map.of("PROJECTS_TABLE", "p", "EVENTS_TABLE", "e")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("environment variable BUCKET is not set; template.yaml says what it should be");
  }
}
