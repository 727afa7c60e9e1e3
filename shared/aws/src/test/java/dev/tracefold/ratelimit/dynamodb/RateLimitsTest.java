package dev.tracefold.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.TestAws;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.ratelimit.RateBuckets;
import dev.tracefold.ratelimit.RateLimit;
import dev.tracefold.ratelimit.RateLimits;
import dev.tracefold.ratelimit.Throttle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class RateLimitsTest {

  private static final ProjectKey KEY = new ProjectKey(7, "a".repeat(32), 1, true);
  private static final RateLimit TEN_A_MINUTE = new RateLimit(10, Duration.ofMinutes(1));

  /** A clock that moves when it is told to. */
  private static final class Moved extends Clock {
    // Far ahead, because the emulator deletes what has expired.
    private Instant now = Instant.parse("2096-11-24T03:00:00Z");

    void by(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final RateBuckets store;
  private final Moved clock = new Moved();

  RateLimitsTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.store =
        new DynamoRateBuckets(deployed.clients().dynamoDb(), deployed.stack().table("UsageTable"));
  }

  @Test
  void aFullBucketLetsInItsCountAndThenOneAtATime() {
    RateLimits limits = new RateLimits(store, clock);
    Project project = limited(10, 60);
    assertThat(taken(limits, project, 15)).isEqualTo(10);
    clock.by(Duration.ofMillis(5999));
    assertThat(taken(limits, project, 5)).isZero();
    clock.by(Duration.ofMillis(1));
    assertThat(taken(limits, project, 5)).isEqualTo(1);
    clock.by(Duration.ofMinutes(2));
    assertThat(taken(limits, project, 15)).isEqualTo(10);
  }

  @Test
  void functionsShareABucketAndLearnOfEachOtherWithinASecond() {
    RateLimits one = new RateLimits(store, clock);
    RateLimits other = new RateLimits(store, clock);
    Project project = limited(10, 60);
    assertThat(taken(one, project, 6)).isEqualTo(6);
    clock.by(Duration.ofSeconds(1));
    assertThat(taken(one, project, 1)).isEqualTo(1);
    clock.by(Duration.ofSeconds(1));
    // What one took last is not booked yet; the other sees the six before.
    assertThat(taken(other, project, 10)).isBetween(3, 4);
  }

  /** Each lets in too much at first; what they book together makes up for it. */
  @Test
  void overTimeTheLimitHoldsForAllFunctionsTogether() {
    Project project = limited(60, 60);
    List<RateLimits> functions = new ArrayList<>();
    IntStream.range(0, 5).forEach(i -> functions.add(new RateLimits(store, clock)));
    int total = 0;
    int seconds = 300;
    for (int second = 0; second < seconds; second++) {
      for (RateLimits function : functions) {
        total += taken(function, project, 4);
      }
      clock.by(Duration.ofSeconds(1));
    }
    int burst = 60;
    int beforeOthersAreSeen = 5 * 4 * 2;
    assertThat(total).isBetween(seconds, seconds + burst + beforeOthersAreSeen);
  }

  @Test
  void aKeyHasItsOwnLimitBesideThatOfTheProject() {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.putObject(RateLimits.PROJECT_OPTION).put("count", 3).put("window", 60);
    options.putObject(RateLimits.KEYS_OPTION).putObject("7").put("count", 2).put("window", 60);
    Project project = project(options);
    RateLimits limits = new RateLimits(store, clock);
    assertThat(taken(limits, project, 5)).isEqualTo(2);
    assertThat(limits.reached(project, KEY))
        .extracting(Throttle::scope)
        .containsExactly(Throttle.Scope.KEY);
    ProjectKey second = new ProjectKey(8, "b".repeat(32), 1, true);
    assertThat(limits.take(project, second)).isEmpty();
    assertThat(limits.take(project, second).orElseThrow().headerEntry())
        .isEqualTo("20::project:project_quota");
  }

  @Test
  void whoIsRefusedIsToldToWaitForATenthOfTheWindow() {
    RateLimits limits = new RateLimits(store, clock);
    Project project = limited(100, 60);
    assertThat(taken(limits, project, 200)).isEqualTo(100);
    assertThat(limits.reached(project, KEY))
        .containsExactly(new Throttle(Throttle.Scope.KEY, Duration.ofSeconds(6)))
        .doesNotContainNull();
  }

  @Test
  void aCountOfZeroLetsNothingIn() {
    RateLimits limits = new RateLimits(store, clock);
    assertThat(limits.take(limited(0, 60), KEY).orElseThrow().retryAfter())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void withoutALimitNothingIsWritten() {
    RateLimits limits =
        new RateLimits(
            (bucket, limit, seen, since, cost) -> {
              throw new AssertionError("a write");
            },
            clock);
    assertThat(taken(limits, project(JsonNodeFactory.instance.objectNode()), 5)).isEqualTo(5);
    assertThat(taken(limits, limitedTo("often"), 5)).isEqualTo(5);
  }

  @Test
  void aStoreOutOfReachLeavesTheDecisionToWhatIsKnown() {
    RateLimits limits =
        new RateLimits(
            (bucket, limit, seen, since, cost) -> {
              throw new IllegalStateException("out of reach");
            },
            clock);
    assertThat(taken(limits, limited(10, 60), 15)).isEqualTo(10);
  }

  @Test
  void aFunctionWritesAtMostOnceASecond() {
    List<Long> costs = new ArrayList<>();
    RateLimits limits =
        new RateLimits(
            (bucket, limit, seen, since, cost) -> {
              costs.add(cost);
              return store.book(bucket, limit, seen, since, cost);
            },
            clock);
    Project project = limited(1000, 60);
    for (int i = 0; i < 30; i++) {
      taken(limits, project, 10);
      clock.by(Duration.ofMillis(100));
    }
    // The first write only looks; each of the others books a second's items.
    assertThat(costs).containsExactly(0L, 100 * 60_000L, 100 * 60_000L);
  }

  @Test
  void aBucketThatOthersUseIsNotTakenForAFullOne() {
    long now = 1_000_000_000;
    assertThat(store.book("K#1", TEN_A_MINUTE, 0, now, 50))
        .isEqualTo(new RateBuckets.Booking(true, now + 50));
    assertThat(store.book("K#1", TEN_A_MINUTE, 0, now, 70))
        .isEqualTo(new RateBuckets.Booking(false, now + 50));
    assertThat(store.book("K#1", TEN_A_MINUTE, now + 50, now, 70))
        .isEqualTo(new RateBuckets.Booking(true, now + 120));
    assertThat(store.book("K#2", TEN_A_MINUTE, 0, now, 70))
        .isEqualTo(new RateBuckets.Booking(true, now + 70));
  }

  @ParameterizedTest
  @CsvSource({"-1, 60", "1000001, 60", "1, 0", "1, 86401"})
  void whatIsNoLimitIsNone(long count, long seconds) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    assertThat(RateLimit.read(json.put("count", count).put("window", seconds))).isEmpty();
  }

  private int taken(RateLimits limits, Project project, int tries) {
    return (int) IntStream.range(0, tries).filter(i -> limits.take(project, KEY).isEmpty()).count();
  }

  private static Project limited(long count, long seconds) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options
        .putObject(RateLimits.KEYS_OPTION)
        .putObject("7")
        .put("count", count)
        .put("window", seconds);
    return project(options);
  }

  private static Project limitedTo(String text) {
    return project(JsonNodeFactory.instance.objectNode().put(RateLimits.PROJECT_OPTION, text));
  }

  private static Project project(ObjectNode options) {
    return new Project(1, 1, "demo", null, true, ProjectOptions.of(options));
  }
}
