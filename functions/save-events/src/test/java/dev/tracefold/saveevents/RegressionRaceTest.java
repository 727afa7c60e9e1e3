package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.operation.StatusChange;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.saveevents.PayloadWorld.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Regressions while others are at work on the same issue (event-saving 13.2, step 6). */
final class RegressionRaceTest {

  private static final String PAYLOAD = "{'message': 'disk full'}";

  @Test
  @DisplayName("C-191: of two events of a resolved issue at once one is the regression")
  void oneOfTwoAtOnceRegresses() {
    twoAtOnce(Duration.ofSeconds(-70), Duration.ofSeconds(-67));
  }

  @Test
  @DisplayName("C-299: also where the slower one happened a minute later")
  void oneOfTwoAMinuteApartRegresses() {
    twoAtOnce(Duration.ofSeconds(-10), Duration.ofSeconds(-70));
  }

  /** The times from now are of the event that is held up, and of the one saved meanwhile. */
  private static void twoAtOnce(Duration slowAt, Duration fastAt) {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new PayloadWorld();
      resolvedIssue(one);
      Event slow = one.event(PAYLOAD, slowAt);
      Event fast = one.event(PAYLOAD, fastAt);
      boolean interrupted =
          one.deliverAround(call, () -> one.deliver(PayloadWorld.newHandler(), fast), slow);
      if (!interrupted) {
        one.deliver(PayloadWorld.newHandler(), fast);
      }
      String name = "held up at call " + call;
      assertThat(one.messages(slow, fast))
          .as(name)
          .hasSize(2)
          .filteredOn(message -> message.path("is_regression").asBoolean())
          .hasSize(1);
      assertThat(one.activities(one.issue()))
          .as(name)
          .extracting(Activity::type)
          .containsExactlyInAnyOrder(1L, 6L);
      assertThat(one.issue().status()).as(name).isEqualTo(IssueStatus.UNRESOLVED);
      assertThat(one.issue().epoch()).as(name).isEqualTo(2);
      assertThat(one.timesSeen(one.issue())).as(name).isEqualTo(3);
      if (!interrupted) {
        assertThat(call).isGreaterThan(8);
        return;
      }
    }
  }

  @Test
  @DisplayName("C-192: an issue that gets ignored before the change is written stays ignored")
  void anIssueThatGetsIgnoredStaysIgnored() {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new PayloadWorld();
      resolvedIssue(one);
      Event event = one.event(PAYLOAD);
      boolean interrupted =
          one.deliverAround(
              call, () -> change(one, IssueStatus.IGNORED, ActivityType.SET_IGNORED), event);
      if (!interrupted) {
        change(one, IssueStatus.IGNORED, ActivityType.SET_IGNORED);
      }
      Issue issue = one.issue();
      String name = "ignored at call " + call;
      assertThat(issue.status()).as(name).isEqualTo(IssueStatus.IGNORED);
      boolean regressed =
          one.activities(issue).stream().anyMatch(activity -> activity.type() == 6L);
      List<JsonNode> messages = one.messages(event);
      assertThat(messages).as(name).hasSize(1);
      assertThat(messages.getFirst().path("is_regression").asBoolean())
          .as(name)
          .isEqualTo(regressed);
      if (!interrupted) {
        assertThat(call).isGreaterThan(8);
        return;
      }
    }
  }

  @Test
  @DisplayName("C-169: five seconds count to the millisecond, whatever else a time says")
  void theGuardWindowIsExact() {
    for (var after :
        Map.of(Duration.ofMillis(5000), false, Duration.ofMillis(5001), true).entrySet()) {
      var one = new PayloadWorld();
      Event first = one.event(PAYLOAD);
      double when = PayloadWorld.WORLD.now().getEpochSecond() - 60;
      first.payload().put("timestamp", when + 0.000999);
      one.save(first);
      change(one, IssueStatus.RESOLVED, ActivityType.SET_RESOLVED);
      Event second = one.event(PAYLOAD);
      second.payload().put("timestamp", when + 0.000999 + after.getKey().toMillis() / 1000.0);
      assertThat(one.save(second).getFirst().path("is_regression").asBoolean())
          .as("%s after", after.getKey())
          .isEqualTo(after.getValue());
    }
  }

  @Test
  void aRedeliveryIsJudgedAsTheFirstDeliveryWas() {
    var one = new PayloadWorld(PayloadWorld.options(Map.of("sentry:resolve_age", "1")));
    one.save(one.event(PAYLOAD));
    PayloadWorld.WORLD.pass(Duration.ofMinutes(2));
    Event second = one.event(PAYLOAD);
    assertThat(one.save(second).getFirst().path("is_regression").isNull()).isTrue();
    PayloadWorld.WORLD.pass(Duration.ofHours(2));
    // By now the issue counts as resolved; the event is no news to it.
    assertThat(one.save(second).getFirst().path("is_regression").isNull()).isTrue();
    assertThat(one.activities(one.issue())).isEmpty();
    Event third = one.event(PAYLOAD);
    assertThat(one.save(third).getFirst().path("is_regression").asBoolean()).isTrue();
  }

  private static void resolvedIssue(PayloadWorld one) {
    one.save(one.event(PAYLOAD));
    change(one, IssueStatus.RESOLVED, ActivityType.SET_RESOLVED);
    PayloadWorld.WORLD.pass(Duration.ofMinutes(2));
  }

  private static void change(PayloadWorld one, IssueStatus status, ActivityType activity) {
    PayloadWorld.change(
        one.issue(),
        new StatusChange(status, null, null, activity, JsonNodeFactory.instance.objectNode()));
  }
}
