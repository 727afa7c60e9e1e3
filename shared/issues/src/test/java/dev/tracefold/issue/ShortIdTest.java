package dev.tracefold.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ShortIdTest {

  @Test
  void numbersAreWrittenInBaseThirtyTwoWithoutLettersThatLookLikeDigits() {
    Map.of(1L, "1", 31L, "Z", 32L, "10", 1000L, "Z8", 123456L, "3RJ0")
        .forEach(
            (number, digits) -> {
              ShortId id = new ShortId("my-app", number);
              assertThat(id).hasToString("MY-APP-" + digits);
              assertThat(ShortId.parse("my-app-" + digits)).contains(id);
            });
  }

  @Test
  void readingForgivesCaseAndLookalikes() {
    assertThat(ShortId.parse("Backend-lo")).contains(new ShortId("backend", 32));
    assertThat(ShortId.parse("backend-u")).isEmpty();
    assertThat(ShortId.parse("backend-")).isEmpty();
    assertThat(ShortId.parse("-1")).isEmpty();
    assertThat(ShortId.parse("backend-0")).isEmpty();
    assertThat(ShortId.parse("backend-ZZZZZZZZZZZZZ")).isEmpty();
  }

  @Test
  void issueIdsSortByCreation() {
    assertThat(IssueId.of(1_800_000_000_000L, -1))
        .isLessThan(IssueId.of(1_800_000_000_001L, 0))
        .isGreaterThan(IssueId.of(1_800_000_000_000L, 0));
    assertThat(IssueId.of(3_700_000_000_000L, -1).value()).isLessThan(1L << 53);
  }
}
