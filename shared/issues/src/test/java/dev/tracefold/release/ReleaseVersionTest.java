package dev.tracefold.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseVersionTest {

  @Test
  void allPartsAreRead() {
    assertThat(ReleaseVersion.parse("@scope/p@01.2.3.4-rc.1+7"))
        .contains(new ReleaseVersion("@scope/p", 1, 2, 3, 4, "rc.1", "7"));
    assertThat(ReleaseVersion.parse("p@1")).contains(new ReleaseVersion("p", 1, 0, 0, 0, "", null));
  }

  @ParameterizedTest
  @DisplayName("C-188: versions")
  @ValueSource(
      strings = {
        "p@1-a1",
        "p@1.0a1",
        "p@1",
        "p@1.2.3.4",
        "p@1.0-",
        "p@1+b",
        "p@9223372036854775807",
        "p@1.0-0.a.-"
      })
  void versionsAreKnown(String release) {
    assertThat(ReleaseVersion.parse(release)).isPresent();
  }

  @ParameterizedTest
  @DisplayName("C-188: what is no version")
  @ValueSource(
      strings = {
        "p@1a1",
        "p@abcdef012345",
        "p@123456789012",
        "1.2.3",
        "@1.0",
        "p@",
        "p@1.2.3.4.5",
        "p@1.0@2",
        "p@v1.0",
        "p@1.0-01",
        "p@1.0+",
        "p@1.0-a..b",
        "p@9223372036854775808",
        "p@1.0-é",
        ""
      })
  void whatIsNoVersion(String release) {
    assertThat(ReleaseVersion.parse(release)).isEmpty();
  }

  @ParameterizedTest(name = "{0} < {1}")
  @CsvSource({
    "p@1.9, p@1.10",
    "p@1, p@1.0.1",
    "p@1.0.0, p@1.0.0.1",
    "p@1.0-a, p@1.0",
    "p@1.0-10, p@1.0-9",
    "p@1.0, p@1.0+1",
    "p@1.0+9, p@1.0+10",
    "p@1.0+009, p@1.0+10",
    "p@1.0+10, p@1.0+a",
    "q@1.0, p@2.0"
  })
  void oneIsLessThanTheOther(String less, String more) {
    assertThat(order(less, more)).isNegative();
    assertThat(order(more, less)).isPositive();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({"p@1, p@1.0.0.0", "p@1.0, q@1.0", "p@1.0+01, p@1.0+1", "p@1.0, p@01.00"})
  void oneIsAsGoodAsTheOther(String one, String other) {
    assertThat(order(one, other)).isZero();
  }

  @Test
  void theOrderIsTotalOnEachKindOfBuild() {
    Random random = new Random(7);
    List<String> tails = List.of("", "-", "-a", "-1", "a", "+1", "+02", "-b+3", ".1", ".1.0.2");
    List<ReleaseVersion> versions =
        random
            .ints(60, 0, tails.size())
            .mapToObj(i -> "p@" + random.nextInt(3) + "." + random.nextInt(12) + tails.get(i))
            .flatMap(text -> ReleaseVersion.parse(text).stream())
            .toList();

    assertThat(versions).hasSizeGreaterThan(40);
    for (ReleaseVersion a : versions) {
      for (ReleaseVersion b : versions) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        for (ReleaseVersion c : versions) {
          if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a.compareTo(c)).as("%s %s %s", a, b, c).isNotPositive();
          }
        }
      }
    }
  }

  private static int order(String one, String other) {
    return ReleaseVersion.parse(one)
        .orElseThrow()
        .compareTo(ReleaseVersion.parse(other).orElseThrow());
  }
}
