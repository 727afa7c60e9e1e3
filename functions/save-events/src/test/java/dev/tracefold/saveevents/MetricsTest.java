package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.project.ProjectOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a batch reports to CloudWatch (event-saving 24). */
final class MetricsTest {

  private static final SavingWorld WORLD = new SavingWorld();

  @Test
  void aBatchReportsHowItWentInFewSeries() {
    long project = WORLD.newProject(ProjectOptions.NONE);
    String body =
        "{\"project_id\": %d, \"payload\": {\"platform\": \"java\", \"message\": \"m\"}}"
            .formatted(project);
    SavingWorld.deliver(WORLD.newHandler(1), List.of(SavingWorld.message("m", body, 1)));

    assertThat(WORLD.metrics)
        .anyMatch(line -> line.contains("\"sentry.group.created\":1"))
        .anyMatch(line -> line.contains("\"sentry.event_manager.save\":"))
        .anyMatch(line -> line.contains("\"sentry.events.time-to-process\":"))
        .noneMatch(line -> line.contains("sentry.save_event."))
        .noneMatch(line -> line.contains("sentry.events.failed"));
  }
}
