package dev.tracefold.saving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.payload.PayloadPosition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What consumers of the issue stream hear of a saved event (event-saving 19.3). The payload stays
 * where it lies.
 *
 * @param id the same on every redelivery
 * @param issueId null for transactions
 * @param isRegression whether it made a resolved issue unresolved; null where that was not in
 *     question (event-saving 27, Q3)
 */
public record StreamMessage(
    String id,
    long organizationId,
    long projectId,
    @Nullable Long issueId,
    String eventId,
    String primaryHash,
    boolean isNew,
    @Nullable Boolean isRegression,
    boolean isNewEnvironment,
    @Nullable String platform,
    String message,
    Instant datetime,
    Instant received,
    PayloadPosition position) {

  private static final int FORMAT = 1;

  /**
   * The message as compact JSON, with Sentry's names.
   *
   * @param retention how long the deployment keeps events
   */
  public String toJson(Duration retention) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("v", FORMAT);
    json.put("id", id);
    json.put("organization_id", organizationId);
    json.put("project_id", projectId);
    json.put("group_id", issueId);
    json.put("event_id", eventId);
    json.put("primary_hash", primaryHash);
    json.put("is_new", isNew);
    json.put("is_regression", isRegression);
    json.put("is_new_group_environment", isNewEnvironment);
    json.put("skip_consume", false);
    json.put("retention_days", retention.toDays());
    json.put("platform", platform);
    json.put("message", message);
    json.put("datetime", datetime.toString());
    json.put("received", received.toString());
    ObjectNode payload = json.putObject("payload");
    payload.put("segment", position.segment());
    payload.put("offset", position.offset());
    payload.put("length", position.length());
    return JsonTree.write(json);
  }
}
