package dev.tracefold.attachment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.project.ProjectOptions;
import java.util.Optional;

/**
 * How many crash reports an issue keeps (event-saving 16.4).
 *
 * @param value -1 for any number, 0 for none, else at most that many, up to {@link #VALUE_MAX}
 */
public record CrashReportLimit(int value) {

  /** Name of the option, of projects and of organisations. */
  public static final String OPTION = "sentry:store_crash_reports";

  /** As many as Sentry's settings offer; a larger option counts as this. */
  public static final int VALUE_MAX = 100;

  public static final CrashReportLimit UNLIMITED = new CrashReportLimit(-1);
  public static final CrashReportLimit NONE = new CrashReportLimit(0);

  public CrashReportLimit {
    if (value < -1 || value > VALUE_MAX) {
      throw new IllegalArgumentException(
          "a limit of crash reports is %d; expected -1 to %d".formatted(value, VALUE_MAX));
    }
  }

  /**
   * The limit of a project: its own option, else that of its organisation, else none are kept. An
   * option that is neither a whole number from -1 on nor a boolean counts as unset.
   */
  public static CrashReportLimit of(ProjectOptions project, ProjectOptions organization) {
    return read(project).or(() -> read(organization)).orElse(NONE);
  }

  private static Optional<CrashReportLimit> read(ProjectOptions options) {
    Optional<JsonNode> option = options.json(OPTION);
    if (option.isEmpty()) {
      return Optional.empty();
    }
    JsonNode value = option.get();
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue() ? UNLIMITED : NONE);
    }
    return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= -1
        ? Optional.of(new CrashReportLimit((int) Math.min(value.longValue(), VALUE_MAX)))
        : Optional.empty();
  }
}
