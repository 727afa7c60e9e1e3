package dev.tracefold.local.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.conformance.ConformanceFiles;
import dev.tracefold.conformance.Tally;
import dev.tracefold.grouping.GroupingConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recorded groupings, asked for one JSON object per line. */
final class RecordedLinesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a request takes over from a recorded event. */
  private static final List<String> REQUEST =
      List.of("id", "event", "enhancements", "fingerprinting", "builtin_rules", "normalized");

  /** What the records say of a variant and answers do not. */
  private static final List<String> DUMPS = List.of("text", "tree_label");

  private final GroupingLines lines =
      new GroupingLines(
          new GroupRequest(
              JSON.createObjectNode(), GroupingConfig.DEFAULT.id(), "", "", true, false));

  @Test
  void eventsAreAnsweredAsRecorded() throws IOException {
    ConformanceFiles files = ConformanceFiles.present();
    Tally tally = new Tally("generated/events by lines");
    for (JsonNode recorded : files.lines("generated/events.jsonl.gz")) {
      for (Map.Entry<String, JsonNode> expected : recorded.get("expected").properties()) {
        ObjectNode request = JSON.createObjectNode().put("config", expected.getKey());
        for (String name : REQUEST) {
          if (recorded.has(name)) {
            request.set(name, recorded.get(name));
          }
        }
        ObjectNode answer = answer(request);
        ObjectNode wanted = expected.getValue().deepCopy();
        wanted.set("id", recorded.get("id"));
        answer
            .path("variants")
            .forEach(variant -> keep((ObjectNode) variant, "type", "hash", "contributes"));
        tally.compare(request.toString(), answer, wanted);
      }
    }
    tally.finish();
  }

  @Test
  void inputsAreAnsweredAsRecorded() throws IOException {
    ConformanceFiles files = ConformanceFiles.present();
    Tally tally = new Tally("grouping inputs x configurations by lines");
    for (GroupingConfig config : GroupingConfig.ALL) {
      JsonNode expected =
          files.json("grouping/expected/" + config.id().replace(':', '@') + ".json");
      for (Map.Entry<String, JsonNode> input : files.folder("grouping/inputs").entrySet()) {
        ObjectNode event = (ObjectNode) input.getValue();
        JsonNode control = event.remove("_grouping");
        ObjectNode request = JSON.createObjectNode().put("config", config.id());
        request.put("id", input.getKey()).set("event", event);
        if (control != null) {
          request.set("enhancements", control.get("enhancements"));
        }
        ObjectNode wanted = ((ObjectNode) expected.get(input.getKey())).put("id", input.getKey());
        wanted.path("variants").forEach(variant -> ((ObjectNode) variant).remove(DUMPS));
        tally.compare(config.id() + " " + input.getKey(), answer(request), wanted);
      }
    }
    tally.finish();
  }

  private ObjectNode answer(ObjectNode request) throws IOException {
    return (ObjectNode) JSON.readTree(lines.answer(JSON.writeValueAsBytes(request)));
  }

  private static void keep(ObjectNode object, String... names) {
    object.retain(names);
  }
}
