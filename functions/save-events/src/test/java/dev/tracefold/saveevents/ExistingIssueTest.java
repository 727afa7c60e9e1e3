package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.issue.HashState;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.saveevents.PayloadWorld.Event;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What further events change about an issue (event-saving 12). */
final class ExistingIssueTest {

  private final PayloadWorld world = new PayloadWorld();

  @Test
  @DisplayName("C-160: an older event moves first seen back and leaves what the latest one says")
  void anOlderEventMovesFirstSeenBack() {
    world.save(world.event("{'fingerprint': ['f'], 'message': 'late', 'level': 'info'}"));
    Instant when = PayloadWorld.WORLD.now();
    world.save(
        world.event(
            "{'fingerprint': ['f'], 'message': 'early', 'level': 'fatal'}",
            Duration.ofSeconds(-100)));

    Issue issue = world.issue();
    assertThat(issue.firstSeen()).isEqualTo(when.minusSeconds(100));
    assertThat(issue.lastSeen()).isEqualTo(when);
    assertThat(issue.latest().title()).isEqualTo("late");
    assertThat(issue.latest().level()).isEqualTo(20);
    assertThat(issue.activeAt()).isEqualTo(when);
    assertThat(world.timesSeen(issue)).isEqualTo(2);
  }

  @Test
  @DisplayName("C-161: platform, logger and first release stay those of the first event")
  void someThingsStay() {
    world.save(
        world.event(
            "{'fingerprint': ['f'], 'message': 'm', 'platform': 'python', 'logger': 'a',"
                + " 'release': 'r1', 'level': 'info', 'culprit': 'here'}"));
    Issue before = world.issue();
    world.save(
        world.event(
            "{'fingerprint': ['f'], 'message': 'n', 'platform': 'java', 'logger': 'b',"
                + " 'release': 'r2', 'level': 'error', 'culprit': 'there'}",
            Duration.ofSeconds(1)));

    Issue issue = world.issue();
    assertThat(issue.platform()).isEqualTo("python");
    assertThat(issue.logger()).isEqualTo("a");
    assertThat(issue.firstRelease()).isEqualTo("r1");
    assertThat(issue.number()).isEqualTo(before.number());
    assertThat(issue.activeAt()).isEqualTo(before.activeAt());
    assertThat(issue.latest().level()).isEqualTo(40);
    assertThat(issue.latest().culprit()).isEqualTo("there");
    assertThat(issue.latest().data().path("culprit").asText()).isEqualTo("there");
  }

  @Test
  @DisplayName("C-165: from the second event on the message has all lines")
  void theMessageGrows() {
    String payload = "{'fingerprint': ['f'], 'message': 'one\\ntwo\\nthree'}";
    world.save(world.event(payload));
    assertThat(world.issue().latest().message()).isEqualTo("one");
    world.save(world.event(payload, Duration.ofSeconds(1)));
    assertThat(world.issue().latest().message()).isEqualTo("one\ntwo\nthree");
  }

  @Test
  @DisplayName("C-166: an event whose hash leads to an issue that is gone comes again, untold")
  void anEventOfAnIssueThatIsGoneComesAgain() {
    JsonNode message = world.save(world.event("{'message': 'm'}")).getFirst();
    String hash = world.payload(message).path("hashes").path(0).asText();
    world.put(hash, new IssueId(1), HashState.ORDINARY);
    Event event = world.event("{'message': 'm'}");
    assertThat(world.deliver(PayloadWorld.newHandler(), event)).containsExactly(event.id());
    assertThat(PayloadWorld.outcomes(event)).isEmpty();
    assertThat(world.messages(event)).isEmpty();
  }
}
