package dev.tracefold.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SemanticVersioningTest {

  /** Each letter is a release, the newest first: v has a version, x has none. */
  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource({
    "'', false",
    "v, true",
    "x, false",
    "vx, true",
    "xv, false",
    "xxv, true",
    "xxxv, false",
    "xxvxxxxxx, true",
    "vxxxxxxxxx, false",
    "xxvxxxxxvv, true",
    "xxvxxxxxxv, false",
    "xxxvvvvvvv, false",
    "vxxxxxxxxxvvv, false"
  })
  void theNewestReleasesDecide(String releases, boolean followed) {
    List<String> names =
        Arrays.stream(releases.split(""))
            .filter(letter -> !letter.isEmpty())
            .map(letter -> letter.equals("v") ? "p@1.0" : "p")
            .toList();

    assertThat(SemanticVersioning.isFollowedBy(names)).isEqualTo(followed);
  }
}
