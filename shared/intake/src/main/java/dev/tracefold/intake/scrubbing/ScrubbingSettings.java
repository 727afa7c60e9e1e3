package dev.tracefold.intake.scrubbing;

import java.util.List;
import java.util.Locale;

/**
 * What a project asks of scrubbing.
 *
 * @param enabled whether secrets go at all
 * @param defaults whether they go by the default rules, and not only by the project's own fields
 * @param sensitiveFields parts of field names whose values go, besides the default ones
 * @param safeFields names of fields whose values stay, whatever they look like
 * @param scrubAddresses whether IP addresses go, be secrets scrubbed or not
 */
public record ScrubbingSettings(
    boolean enabled,
    boolean defaults,
    List<String> sensitiveFields,
    List<String> safeFields,
    boolean scrubAddresses) {

  /** Everything on, nothing of the project's own: what holds without options. */
  public static final ScrubbingSettings DEFAULT =
      new ScrubbingSettings(true, true, List.of(), List.of(), false);

  /** Each is looked for in each field name. */
  public static final int FIELDS_MAX = 100;

  public ScrubbingSettings {
    sensitiveFields = lowered(sensitiveFields);
    safeFields = lowered(safeFields);
  }

  private static List<String> lowered(List<String> names) {
    return names.stream()
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .limit(FIELDS_MAX)
        .toList();
  }
}
