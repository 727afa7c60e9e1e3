package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.text.UnicodeText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one way in which payloads are normalised, at the HTTP intake and for messages that did not
 * pass it. The same payload and context always give the same event.
 */
public final class Normalizer {

  private static final Set<String> PLATFORMS =
      Set.of(
          "as3",
          "c",
          "cfml",
          "cocoa",
          "csharp",
          "elixir",
          "go",
          "groovy",
          "haskell",
          "java",
          "javascript",
          "native",
          "node",
          "objc",
          "other",
          "perl",
          "php",
          "python",
          "ruby");

  private static final List<String> SECURITY = List.of("csp", "hpkp", "expectct", "expectstaple");

  /** Attributes that are nothing but texts. */
  private static final List<String> TEXTS =
      List.of("transaction", "culprit", "checksum", "logger", "server_name", "site");

  private static final int TRANSACTION_LENGTH_MAX = 200;
  private static final int LOGGER_LENGTH_MAX = 64;
  private static final int CHECKSUM_LENGTH_MAX = 128;
  private static final int TEMPLATE_LENGTH_MAX = 128;
  private static final int TEMPLATE_ALLOWANCE = 20;

  /** Whole numbers beyond this have lost digits in the floating point of many an SDK. */
  private static final BigDecimal EXACT_MAX = BigDecimal.valueOf(1L << 53);

  private final ObjectNode payload;
  private final NormalizationContext context;
  private final EventErrors errors = new EventErrors();

  private Normalizer(ObjectNode payload, NormalizationContext context) {
    this.payload = payload;
    this.context = context;
  }

  /** Normalises a payload in place. */
  public static void normalize(ObjectNode payload, NormalizationContext context) {
    new Normalizer(payload, context).normalize();
  }

  private void normalize() {
    Keys.normalize(payload, errors);
    eventId();
    Times.normalize(payload, context, errors);
    scalars();
    LogEntries.normalize(payload);
    Exceptions.normalize(payload, errors);
    if (payload.get("template") instanceof ObjectNode template) {
      Texts.cutMember(template, "filename", TEMPLATE_LENGTH_MAX, TEMPLATE_ALLOWANCE);
    }
    fingerprint();
    Names.normalize(payload, errors);
    // After names: a tag may stand in for an environment that is no name.
    Tags.normalize(payload, errors);
    Requests.normalize(payload, errors);
    Users.normalize(payload, context, isSecurityReport(), errors);
    if (payload.get("contexts") instanceof ObjectNode contexts) {
      contexts.remove("reprocessing");
    }
    type();
    if (context.userAgent() != null && isSecurityReport()) {
      Requests.addUserAgent(payload, context.userAgent());
    }
    ClientContexts.normalize(payload);
    payload.put("project", context.projectId());
    if (context.keyId() == null) {
      payload.remove("key_id");
    } else {
      payload.put("key_id", Long.toString(context.keyId()));
    }
    if (context.groupingConfig() != null) {
      payload.set("grouping_config", context.groupingConfig());
    }
    errors.writeTo(payload);
  }

  private void eventId() {
    JsonNode sent = payload.path("event_id");
    Optional<String> id = EventIds.read(sent.asText());
    if (id.isEmpty() && !sent.asText("").isEmpty()) {
      errors.add(EventErrors.INVALID_DATA, "event_id", sent);
    }
    payload.put("event_id", id.orElse(context.eventId()));
  }

  private void scalars() {
    String platform = Texts.member(payload, "platform");
    payload.put("platform", platform != null && PLATFORMS.contains(platform) ? platform : "other");
    if (!payload.path("version").isTextual()) {
      payload.put("version", "5");
    }
    for (String name : TEXTS) {
      Texts.keepText(payload, name, errors);
    }
    String transaction = Texts.member(payload, "transaction");
    if (transaction != null) {
      payload.put("transaction", UnicodeText.strip(transaction));
    }
    Texts.cutMember(payload, "transaction", TRANSACTION_LENGTH_MAX, 0);
    Texts.cutMember(payload, "culprit", TRANSACTION_LENGTH_MAX, 0);
    Texts.cutMember(payload, "checksum", CHECKSUM_LENGTH_MAX, 0);
    level();
    logger();
  }

  private void logger() {
    String logger = Texts.member(payload, "logger");
    if (logger != null && (logger.indexOf('\n') >= 0 || logger.indexOf('\r') >= 0)) {
      errors.add(EventErrors.INVALID_DATA, "logger", payload.get("logger"));
      logger = null;
    }
    if (logger == null) {
      payload.put("logger", isSecurityReport() ? "csp" : "");
    }
    Texts.cutMember(payload, "logger", LOGGER_LENGTH_MAX, 0);
  }

  private void level() {
    JsonNode sent = payload.path("level");
    Optional<String> level =
        sent.isIntegralNumber() && sent.canConvertToInt()
            ? levelOfNumber(sent.intValue())
            : levelOfName(sent.asText());
    if (level.isEmpty() && !sent.isMissingNode() && !sent.isNull()) {
      errors.add(EventErrors.INVALID_DATA, "level", sent);
    }
    payload.put("level", level.orElse(isTransaction() ? "info" : "error"));
  }

  private static Optional<String> levelOfNumber(int number) {
    return switch (number) {
      case 10 -> Optional.of("debug");
      case 20 -> Optional.of("info");
      case 30 -> Optional.of("warning");
      case 40 -> Optional.of("error");
      case 50 -> Optional.of("fatal");
      default -> Optional.empty();
    };
  }

  private static Optional<String> levelOfName(String name) {
    return switch (name) {
      case "debug", "info", "warning", "error", "fatal", "sample" -> Optional.of(name);
      case "log" -> Optional.of("info");
      case "critical" -> Optional.of("fatal");
      default -> Optional.empty();
    };
  }

  private void fingerprint() {
    JsonNode sent = payload.remove("fingerprint");
    if (sent == null || sent.isNull()) {
      return;
    }
    if (!sent.isArray()) {
      errors.add(EventErrors.INVALID_DATA, "fingerprint", sent);
      return;
    }
    ArrayNode kept = payload.arrayNode();
    for (int i = 0; i < sent.size(); i++) {
      JsonNode entry = sent.get(i);
      Optional<String> text = fingerprintText(entry);
      if (text.isPresent()) {
        kept.add(text.get());
      } else if (!entry.isNull()) {
        errors.add(EventErrors.INVALID_DATA, "fingerprint." + i, entry);
      }
    }
    if (!kept.isEmpty()) {
      payload.set("fingerprint", kept);
    }
  }

  private static Optional<String> fingerprintText(JsonNode entry) {
    if (entry.isFloatingPointNumber()) {
      return Double.isFinite(entry.doubleValue())
              && entry.decimalValue().abs().compareTo(EXACT_MAX) < 0
          ? Optional.of(Long.toString(entry.longValue()))
          : Optional.empty();
    }
    return Optional.ofNullable(Texts.scalar(entry));
  }

  private void type() {
    if (isTransaction()) {
      return;
    }
    boolean exceptions = !payload.path("exception").path("values").isEmpty();
    payload.put(
        "type",
        exceptions
            ? "error"
            : SECURITY.stream().filter(payload::hasNonNull).findFirst().orElse("default"));
  }

  private boolean isTransaction() {
    return payload.path("type").asText().equals("transaction");
  }

  private boolean isSecurityReport() {
    return SECURITY.stream().anyMatch(payload::hasNonNull);
  }
}
