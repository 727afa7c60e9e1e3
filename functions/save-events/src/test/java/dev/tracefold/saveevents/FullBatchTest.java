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
import org.junit.jupiter.params.provider.CsvSource;

/** Batches as large as Lambda hands them over, of what takes the most room in tables. */
final class FullBatchTest {

  /**
   * Ideographs take three bytes each, of which chance fills almost two: a batch of one issue is
   * more than an item. Signs of ASCII take one, of which chance fills seven bits: as many issues as
   * share a transaction are more than that. Both batches have some 5.5 of the 6 MB of an
   * invocation.
   */
  @ParameterizedTest
  @CsvSource({"180, 1, 19968, 20000", "520, 32, 33, 94"})
  void tagsThatNothingCompressesAreSavedAtTheFirstDelivery(
      int events, int issues, int firstSign, int signs) {
    SavingWorld world = SavingWorld.inMemory();
    long project = world.newProject(ProjectOptions.NONE);
    Random random = new Random(issues);
    List<SQSMessage> messages = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      messages.add(message(project, i, i % issues, random, firstSign, signs));
    }

    assertThat(SavingWorld.deliver(world.newHandler(1), messages)).as("handed back").isEmpty();
    List<Item> counters =
        world.items("IssuesTable", "H#").stream()
            .filter(item -> item.sk().startsWith(IssueKeys.COUNT_PREFIX))
            .toList();
    assertThat(counters).hasSize(issues);
    assertThat(counters.stream().mapToLong(item -> item.number("n")).sum()).isEqualTo(events);
  }

  private static SQSMessage message(
      long project, int event, int issue, Random random, int firstSign, int signs) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("project_id", project).put("event_id", "%032x".formatted(event));
    ObjectNode payload = message.putObject("payload");
    payload.put("message", "m").putArray("fingerprint").add("issue " + issue);
    ObjectNode tags = payload.putObject("tags");
    for (int tag = 0; tag < 50; tag++) {
      StringBuilder value = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        value.append((char) (firstSign + random.nextInt(signs)));
      }
      tags.put("tag" + tag, value.toString());
    }
    return SavingWorld.message("m" + event, message.toString(), 1);
  }
}
