package dev.tracefold.issue.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ResolutionActivityTest {

  @Test
  @DisplayName("C-177: an upcoming release gets its name, the rest stays")
  void anUpcomingReleaseGetsItsName() {
    ObjectNode data = data().put("version", "").put("current_release_version", "a");

    assertThat(ResolutionActivity.ended(data, "b").toString())
        .isEqualTo("{\"version\":\"b\",\"current_release_version\":\"a\"}");
    assertThat(data.path("version").textValue()).isEmpty();
  }

  @Test
  void aNamedReleaseStays() {
    ObjectNode data = data().put("version", "a");

    assertThat(ResolutionActivity.ended(data, "b")).isEqualTo(data);
  }

  @Test
  void dataWithoutVersionIsReplaced() {
    assertThat(ResolutionActivity.ended(data().put("other", 1), "b").toString())
        .isEqualTo("{\"version\":\"b\"}");
  }

  @Test
  @DisplayName("C-167: a regression without a release has an empty version")
  void aRegressionNamesItsRelease() {
    assertThat(ResolutionActivity.regressed("").toString()).isEqualTo("{\"version\":\"\"}");
    assertThat(ResolutionActivity.regressed("b").toString()).isEqualTo("{\"version\":\"b\"}");
  }

  private static ObjectNode data() {
    return JsonNodeFactory.instance.objectNode();
  }
}
