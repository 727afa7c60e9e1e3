package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.project.ProjectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches as large as Lambda hands them over, of what takes the most room in tables. */
final class FullBatchTest {

  /** With 30 KB of tags each, 5.4 of the 6 MB of an invocation. */
  private static final int EVENTS = 180;

  /** Three bytes each, of which chance fills almost two. */
  private static final int FIRST_IDEOGRAPH = 0x4e00;

  private static final int IDEOGRAPHS = 20_000;

  /** As many as share a transaction make the largest one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 32})
  void tagsThatNothingCompressesAreSavedAtTheFirstDelivery(int issues) {
    SavingWorld world = SavingWorld.inMemory();
    long project = world.newProject(ProjectOptions.NONE);
    Random random = new Random(issues);
    List<SQSMessage> messages = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      messages.add(message(project, i, issues, random));
    }

    assertThat(SavingWorld.deliver(world.newHandler(1), messages)).as("handed back").isEmpty();
    List<Item> counters =
        world.items("IssuesTable", "H#").stream()
            .filter(item -> item.sk().startsWith(IssueKeys.COUNT_PREFIX))
            .toList();
    assertThat(counters).hasSize(issues);
    assertThat(counters.stream().mapToLong(item -> item.number("n")).sum()).isEqualTo(EVENTS);
  }

  private static SQSMessage message(long project, int event, int issues, Random random) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("project_id", project).put("event_id", "%032x".formatted(event));
    ObjectNode payload = message.putObject("payload");
    payload.put("message", "m").putArray("fingerprint").add("issue " + event % issues);
    ObjectNode tags = payload.putObject("tags");
    for (int tag = 0; tag < 50; tag++) {
      StringBuilder value = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        value.append((char) (FIRST_IDEOGRAPH + random.nextInt(IDEOGRAPHS)));
      }
      tags.put("tag" + tag, value.toString());
    }
    return SavingWorld.message("m" + event, message.toString(), 1);
  }
}
