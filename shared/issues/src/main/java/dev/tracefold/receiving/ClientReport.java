package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.outcome.DataCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an SDK says it dropped before sending (item {@code client_report}).
 *
 * @param discards at most {@link #DISCARDS_MAX}
 */
record ClientReport(List<Discard> discards) {

  /** As many as Sentry takes in one report (since-2022 10). */
  static final int DISCARDS_MAX = 100;

  /** As large as Sentry takes a report (since-2022 10). */
  static final int BYTES_MAX = 100 * 1024;

  /** A larger number is no count but a mistake or an attack on the usage figures. */
  private static final long QUANTITY_MAX = 1_000_000_000;

  /** Reasons become keys of counters: only words do. */
  private static final Pattern REASON = Pattern.compile("[a-z0-9_-]{1,64}");

  /** Items of one category dropped for one reason. */
  record Discard(String reason, DataCategory category, long quantity) {
    Discard {
      Objects.requireNonNull(category, "category");
    }
  }

  ClientReport {
    discards = List.copyOf(discards);
  }

  /** Reads a report; empty if it is no JSON object. Entries without a count are left out. */
  static Optional<ClientReport> read(Bytes payload) {
    return payload.length() > BYTES_MAX
        ? Optional.empty()
        : PayloadJson.readObject(payload).map(ClientReport::of);
  }

  private static ClientReport of(ObjectNode report) {
    List<Discard> discards = new ArrayList<>();
    for (JsonNode entry : report.path("discarded_events")) {
      long quantity = entry.path("quantity").asLong(0);
      if (discards.size() < DISCARDS_MAX && quantity > 0 && quantity <= QUANTITY_MAX) {
        String reason = entry.path("reason").asText();
        discards.add(
            new Discard(
                REASON.matcher(reason).matches() ? reason : "unknown",
                DataCategory.ofWireName(entry.path("category").asText()),
                quantity));
      }
    }
    return new ClientReport(discards);
  }
}
