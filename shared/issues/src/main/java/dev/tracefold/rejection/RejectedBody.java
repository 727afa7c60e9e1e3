package dev.tracefold.rejection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.scrubbing.Scrubber;
import dev.tracefold.intake.scrubbing.ScrubbingSettings;

/** The body of a rejected message as people may see it. */
final class RejectedBody {

  private static final String PAYLOAD = "payload";

  private RejectedBody() {}

  /**
   * A body without what scrubbing removes, whatever it is; the same body if it holds nothing of the
   * kind.
   *
   * @param settings of the project that it is for; {@link ScrubbingSettings#DEFAULT} if none is
   *     known
   */
  static String scrubbed(String body, ScrubbingSettings settings) {
    JsonNode json = PayloadJson.readQueued(Bytes.utf8(body)).orElse(null);
    if (json == null) {
      return Scrubber.scrub(body, settings);
    }
    JsonNode clean = scrubbed(json.deepCopy(), settings);
    return clean.equals(json) ? body : PayloadJson.writeMessage(clean);
  }

  private static JsonNode scrubbed(JsonNode json, ScrubbingSettings settings) {
    if (!(json instanceof ObjectNode message)) {
      return Scrubber.scrubData(json, settings);
    }
    if (message.get(PAYLOAD) instanceof ObjectNode event) {
      // The project's own fields are those of its events, and may well be "id".
      message.remove(PAYLOAD);
      Scrubber.scrubData(message, ScrubbingSettings.DEFAULT);
      Scrubber.scrub(event, settings);
      return message.set(PAYLOAD, event);
    }
    if (message.has("project")) {
      Scrubber.scrub(message, settings);
      return message;
    }
    return Scrubber.scrubData(message, ScrubbingSettings.DEFAULT);
  }
}
