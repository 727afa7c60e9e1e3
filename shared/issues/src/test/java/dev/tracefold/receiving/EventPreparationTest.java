package dev.tracefold.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tracefold.intake.filter.FilterSettings;
import dev.tracefold.intake.filter.LegacyBrowser;
import dev.tracefold.intake.normalization.NormalizationContext;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventPreparationTest {

  private static final NormalizationContext CONTEXT =
      new NormalizationContext(
          1, 7L, "0".repeat(32), Instant.ofEpochSecond(1_700_000_000), null, null, null, null);

  @ParameterizedTest
  @CsvSource({
    ", newstyle:2019-10-29",
    "mobile:2021-02-12, mobile:2021-02-12",
    "frozen:1999-01-01, newstyle:2019-10-29",
  })
  void theProjectsConfigurationIsStampedWhateverTheSenderSays(String option, String expected) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("grouping_config").put("id", "legacy:2019-03-12").put("enhancements", "x");
    ProjectOptions options =
        ProjectOptions.NONE.with(
            "sentry:grouping_config", option == null ? null : TextNode.valueOf(option));
    EventPreparation.prepare(event, project(options), CONTEXT);
    assertThat(event.get("grouping_config"))
        .isEqualTo(JsonNodeFactory.instance.objectNode().put("id", expected));
  }

  @Test
  void filtersAreThoseOfTheOptions() {
    assertThat(EventPreparation.filters(ProjectOptions.NONE)).isEqualTo(FilterSettings.NONE);
    ProjectOptions on =
        ProjectOptions.NONE
            .with("filters:localhost", TextNode.valueOf("1"))
            .with("filters:web-crawlers", BooleanNode.TRUE)
            .with("filters:browser-extensions", BooleanNode.FALSE)
            .with("filters:legacy-browsers", TextNode.valueOf("1"))
            .with("sentry:error_messages", TextNode.valueOf("a*\nb*"));
    assertThat(EventPreparation.filters(on))
        .isEqualTo(
            new FilterSettings(
                true,
                true,
                false,
                LegacyBrowser.named(List.of("default")),
                List.of("a*", "b*"),
                List.of(),
                List.of()));
    ProjectOptions some =
        ProjectOptions.NONE.with(
            "filters:legacy-browsers", JsonNodeFactory.instance.arrayNode().add("ie9"));
    assertThat(EventPreparation.filters(some).legacyBrowsers()).containsExactly(LegacyBrowser.IE9);
  }

  /** Tags lose what saving cannot take; the list of errors is no way around scrubbing. */
  @Test
  void refusedValuesAreScrubbedToo() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("tags").addArray().add("password").add("hunter2\nhunter2");
    event.putArray("user").add("password").add("hunter2");
    event.put("release", "a/b");
    EventPreparation.prepare(event, project(ProjectOptions.NONE), CONTEXT);
    assertThat(event.toString()).doesNotContain("hunter2");
    assertThat(List.copyOf(event.get("errors").findValuesAsText("value"))).contains("a/b");
  }

  private static Project project(ProjectOptions options) {
    return new Project(1, 1, "demo", null, true, options);
  }
}
