package dev.tracefold.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what grouping needs out of a payload in normalised form (grouping 3).
 *
 * <p>Any JSON value may stand in any place: one that does not fit counts as absent.
 */
public final class EventReader {

  private static final String STACKTRACE = "stacktrace";
  private static final String RAW_STACKTRACE = "raw_stacktrace";

  private EventReader() {}

  /** Reads an event; never fails. */
  public static ErrorEvent read(JsonNode payload) {
    JsonNode logEntry = object(payload.get("logentry"));
    JsonNode template = object(payload.get("template"));
    JsonNode topLevel = object(payload.get(STACKTRACE));
    JsonNode threads = object(payload.get("threads"));
    JsonNode exceptions = object(payload.get("exception"));
    return new ErrorEvent(
        text(payload, "type"),
        text(payload, "platform"),
        text(payload, "level"),
        text(payload, "logger"),
        text(payload, "transaction"),
        text(payload, "title"),
        text(payload, "checksum"),
        FingerprintTexts.read(payload.get("fingerprint")),
        list(payload.get("tags"), EventReader::tag),
        exceptions == null ? List.of() : list(exceptions.get("values"), EventReader::exception),
        topLevel == null ? null : stacktrace(topLevel),
        threads == null ? null : new Threads(list(threads.get("values"), EventReader::thread)),
        logEntry == null
            ? null
            : new LogEntry(text(logEntry, "message"), text(logEntry, "formatted")),
        template == null
            ? null
            : new Template(text(template, "filename"), text(template, "context_line")),
        security(payload));
  }

  private static SecurityReports security(JsonNode payload) {
    JsonNode csp = object(payload.get("csp"));
    HostReport hpkp = hostReport(payload.get("hpkp"));
    HostReport expectStaple = hostReport(payload.get("expectstaple"));
    HostReport expectCt = hostReport(payload.get("expectct"));
    if (csp == null && hpkp == null && expectStaple == null && expectCt == null) {
      return SecurityReports.NONE;
    }
    CspReport report =
        csp == null
            ? null
            : new CspReport(
                text(csp, "effective_directive"),
                text(csp, "violated_directive"),
                text(csp, "blocked_uri"));
    return new SecurityReports(report, hpkp, expectStaple, expectCt);
  }

  private static @Nullable HostReport hostReport(@Nullable JsonNode node) {
    JsonNode report = object(node);
    return report == null ? null : new HostReport(text(report, "hostname"));
  }

  private static Tag tag(JsonNode pair) {
    return pair.isArray() && pair.size() == 2
        ? new Tag(text(pair.get(0)), text(pair.get(1)))
        : new Tag(null, null);
  }

  private static ExceptionValue exception(JsonNode node) {
    if (!node.isObject()) {
      return ExceptionValue.MISSING;
    }
    return new ExceptionValue(
        true,
        text(node, "type"),
        text(node, "value"),
        text(node, "module"),
        mechanism(object(node.get("mechanism"))),
        filledStacktrace(node.get(STACKTRACE)),
        filledStacktrace(node.get(RAW_STACKTRACE)));
  }

  private static @Nullable Mechanism mechanism(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    JsonNode meta = object(node.get("meta"));
    JsonNode nsError = meta == null ? null : object(meta.get("ns_error"));
    return new Mechanism(
        text(node, "type"),
        bool(node.get("synthetic")),
        nsError == null
            ? null
            : new NsError(text(nsError, "domain"), integer(nsError.get("code"))));
  }

  private static ThreadValue thread(JsonNode node) {
    if (!node.isObject()) {
      return ThreadValue.MISSING;
    }
    return new ThreadValue(
        true,
        truthy(node.get("crashed")),
        truthy(node.get("current")),
        filledStacktrace(node.get(STACKTRACE)),
        filledStacktrace(node.get(RAW_STACKTRACE)));
  }

  private static @Nullable Stacktrace filledStacktrace(@Nullable JsonNode node) {
    JsonNode object = object(node);
    if (object == null) {
      return null;
    }
    Stacktrace stacktrace = stacktrace(object);
    return stacktrace.frames().isEmpty() ? null : stacktrace;
  }

  private static Stacktrace stacktrace(JsonNode node) {
    return new Stacktrace(
        list(node.get("frames"), EventReader::frame), truthy(node.get("snapshot")));
  }

  private static Frame frame(JsonNode node) {
    if (!node.isObject()) {
      return Frame.MISSING;
    }
    return new Frame(
        true,
        text(node, "function"),
        text(node, "raw_function"),
        false,
        text(node, "module"),
        text(node, "package"),
        text(node, "abs_path"),
        text(node, "filename"),
        text(node, "platform"),
        text(node, "symbol"),
        text(node, "context_line"),
        bool(node.get("in_app")),
        frameData(node.get("data")),
        integer(node.get("lineno")),
        integer(node.get("colno")));
  }

  private static FrameData frameData(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return FrameData.EMPTY;
    }
    if (!node.isObject()) {
      return new FrameData(null, null, false, false);
    }
    Long original = integer(node.get("orig_in_app"));
    JsonNode sourcemap = node.get("sourcemap");
    return new FrameData(
        original == null ? null : original == -1 ? -1 : original == 0 ? 0 : 1,
        text(node, "category"),
        sourcemap != null && !sourcemap.isNull(),
        true);
  }

  private static <T> List<T> list(@Nullable JsonNode node, Function<JsonNode, T> read) {
    if (node == null || !node.isArray() || node.isEmpty()) {
      return List.of();
    }
    List<T> values = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      values.add(read.apply(element));
    }
    return values;
  }

  private static @Nullable JsonNode object(@Nullable JsonNode node) {
    return node != null && node.isObject() ? node : null;
  }

  private static @Nullable String text(JsonNode object, String name) {
    return text(object.get(name));
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node != null && node.isTextual() ? node.textValue() : null;
  }

  private static @Nullable Boolean bool(@Nullable JsonNode node) {
    return (node != null && node.isBoolean()) ? node.booleanValue() : null;
  }

  private static @Nullable Long integer(@Nullable JsonNode node) {
    return node != null && node.isIntegralNumber() && node.canConvertToLong()
        ? node.longValue()
        : null;
  }

  /** Truth as the reference sees it: everything but null, false, zero and what is empty. */
  private static boolean truthy(@Nullable JsonNode node) {
    if (node == null) {
      return false;
    }
    return switch (node.getNodeType()) {
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.doubleValue() != 0;
      case STRING -> !node.textValue().isEmpty();
      case ARRAY, OBJECT -> !node.isEmpty();
      case BINARY, POJO -> true;
      case MISSING, NULL -> false;
    };
  }
}
