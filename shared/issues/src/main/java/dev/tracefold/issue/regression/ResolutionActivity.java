package dev.tracefold.issue.regression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the activities of a resolution and of its end say (event-saving 13.2, steps 9 and 10). */
public final class ResolutionActivity {

  private static final String VERSION = "version";

  private ResolutionActivity() {}

  /**
   * The data of a regression's activity.
   *
   * @param release version of the event's release; empty if it has none
   */
  public static ObjectNode regressed(String release) {
    return JsonNodeFactory.instance.objectNode().put(VERSION, release);
  }

  /**
   * The data of the activity "resolved in release", once the release that it waited for has come
   * (event-saving 13.6).
   *
   * @param release version of that release
   */
  public static ObjectNode settled(String release) {
    return regressed(release);
  }

  /**
   * The data of the activity "resolved in release", once the resolution has ended: one that waited
   * for an upcoming release names the release that came.
   *
   * @param data as stored; stays as it is
   * @param release version of the release whose event ended the resolution
   */
  public static ObjectNode ended(ObjectNode data, String release) {
    JsonNode version = data.path(VERSION);
    if (version.isMissingNode()) {
      return regressed(release);
    }
    ObjectNode ended = data.deepCopy();
    return version.asText("").isEmpty() ? ended.put(VERSION, release) : ended;
  }
}
