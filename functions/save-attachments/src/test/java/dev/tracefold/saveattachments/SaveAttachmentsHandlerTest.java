package dev.tracefold.saveattachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.testing.Crash;
import dev.tracefold.testing.CrashPoint;
import dev.tracefold.testing.LambdaTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SaveAttachmentsHandlerTest {

  private static final AtomicLong PROJECTS = new AtomicLong();

  private final Stack stack = TestStacks.create();
  private final CrashPoint crashPoint = new CrashPoint();

  @Test
  void everyAttachmentOfABatchHasItsOneFate() {
    SaveAttachmentsWorld world = world(AttachmentsModel::ofSmallAttachments);

    assertThat(world.deliver(world.function(crashPoint))).isEmpty();
    world.assertMatchesModel();
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

    assertThat(world.deliver(function, new LambdaTime(Duration.ofSeconds(1)))).hasSize(9);
    assertThat(world.deliver(function)).isEmpty();
    world.assertMatchesModel();
  }

  @ParameterizedTest
  @EnumSource
  void smallAttachmentsSurviveAnEndAtAnyCall(CrashPoint.Moment moment) {
    survivesAnEndAtAnyCall(moment, AttachmentsModel::ofSmallAttachments);
  }

  /** An end before a call leaves what an end after the call before it leaves: one is enough. */
  @Test
  void largeAttachmentsSurviveAnEndAtAnyCall() {
    survivesAnEndAtAnyCall(CrashPoint.Moment.AFTER, AttachmentsModel::ofLargeAttachments);
  }

  private void survivesAnEndAtAnyCall(
      CrashPoint.Moment moment, LongFunction<AttachmentsModel> model) {
    SaveAttachmentsWorld undisturbed = world(model);
    crashPoint.disarm();
    undisturbed.deliver(undisturbed.function(crashPoint));
    undisturbed.assertMatchesModel();
    int calls = crashPoint.calls();
    assertThat(calls).isGreaterThan(10);
    for (int call = 0; call < calls; call++) {
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
