package dev.tracefold.fingerprint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The rule that replaced an event's fingerprint, and what it replaced (fingerprinting 6).
 *
 * @param clientFingerprint what the client asked for; one default placeholder if nothing
 */
public record MatchedRule(FingerprintRule rule, List<String> clientFingerprint) {

  public MatchedRule {
    clientFingerprint = List.copyOf(clientFingerprint);
  }

  /** Whether the client asked for anything but default grouping. */
  public boolean replacesClientFingerprint() {
    return !clientFingerprint.isEmpty()
        && !(clientFingerprint.size() == 1 && Placeholder.isDefault(clientFingerprint.get(0)));
  }

  /** The {@code _fingerprint_info} of the payload. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode client = json.putArray("client_fingerprint");
    clientFingerprint.forEach(client::add);
    json.set("matched_rule", rule.toJson());
    return json;
  }
}
