package dev.tracefold.issue.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserCountTest {

  @Test
  void upToTheLimitUsersAreCounted() {
    assertThat(UserCount.of(List.of())).isEqualTo(new UserCount(0, 0));
    assertThat(UserCount.of(smallestHashes(UserCount.COUNTED_MAX, 1)))
        .isEqualTo(new UserCount(4096, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {4097, 20_000, 100_000})
  void aboveTheLimitTheirNumberIsEstimatedWithinFourStandardErrors(int users) {
    for (int seed = 1; seed <= 3; seed++) {
      UserCount count = UserCount.of(smallestHashes(users, seed));
      assertThat(count.relativeError()).isCloseTo(0.0156, within(0.0001));
      assertThat((double) count.users())
          .isCloseTo(users, within(4 * count.relativeError() * users));
    }
  }

  private static List<String> smallestHashes(int users, long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> "%016x%016x".formatted(random.nextLong(), random.nextLong()))
        .limit(users)
        .sorted()
        .limit(UserCount.COUNTED_MAX + 1L)
        .toList();
  }
}
