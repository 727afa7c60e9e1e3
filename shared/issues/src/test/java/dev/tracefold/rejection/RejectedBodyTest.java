package dev.tracefold.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.intake.scrubbing.ScrubbingSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RejectedBodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"project_id\":1,\"payload\":{\"extra\":{\"password\":\"hunter2\"}}}",
        "{\"project_id\":\"x\",\"payload\":{\"extra\":{\"password\":\"hunter2\"}},\"token\":\"hunter2\"}",
        "{\"project\":1,\"extra\":{\"password\":\"hunter2\"}}",
        "{\"extra\":{\"password\":\"hunter2\"},\"message\":\"my password is hunter2\"}",
        "{\"project_id\":1,\"payload\":\"{\\\"password\\\":\\\"hunter2\\\"}\"}",
        "[{\"password\":\"hunter2\"}]",
        "\"password=hunter2\"",
        "{\"project_id\":1,\"payload\":{\"extra\":{\"password\":\"hunter2\"",
        "password=hunter2",
        "{\"attachment\":{\"name\":\"token=hunter2\"}}",
      })
  void secretsGoWhateverTheBodyIs(String body) {
    assertThat(RejectedBody.scrubbed(body, ScrubbingSettings.DEFAULT))
        .doesNotContain("hunter2")
        .contains("[Filtered]");
  }

  /** What is sent back once its cause is mended has to be what it was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"project_id\":1 , \"key_id\":7,\"event_id\":\"41111111111111110000000000000000\",\"payload\":{}}",
        "{\"v\":1,\"id\":\"1:a/b\",\"attachment\":{\"id\":\"a\",\"name\":\"author.txt\",\"chunks\":1}}",
        "no json",
        "",
      })
  void whatHoldsNoneStaysAsItIs(String body) {
    assertThat(RejectedBody.scrubbed(body, ScrubbingSettings.DEFAULT)).isEqualTo(body);
  }

  @Test
  void fieldsOfTheProjectAreThoseOfItsEvents() {
    ScrubbingSettings settings =
        new ScrubbingSettings(true, true, List.of("id"), List.of("password"), false);
    assertThat(
            RejectedBody.scrubbed(
                "{\"project_id\":1,\"payload\":{\"extra\":{\"id\":\"x\",\"password\":\"y\"}}}",
                settings))
        .isEqualTo(
            "{\"project_id\":1,\"payload\":{\"extra\":{\"id\":\"[Filtered]\",\"password\":\"y\"}}}");
  }
}
