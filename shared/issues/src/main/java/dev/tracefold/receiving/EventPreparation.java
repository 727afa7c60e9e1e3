package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.normalization.NormalizationContext;
import dev.tracefold.intake.normalization.Normalizer;
import dev.tracefold.intake.scrubbing.Scrubber;
import dev.tracefold.intake.scrubbing.ScrubbingSettings;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;

/**
 * What is done to every event before it is grouped: normalisation, then scrubbing, by the options
 * of its project. The HTTP intake does it before the queue; for messages that are not stamped as
 * normalised, whoever saves them does.
 */
public final class EventPreparation {

  private EventPreparation() {}

  /** Prepares a payload in place. */
  public static void prepare(ObjectNode payload, Project project, NormalizationContext context) {
    Normalizer.normalize(payload, context);
    Scrubber.scrub(payload, scrubbing(project.options()));
  }

  /** The project's scrubbing: on, unless the project says otherwise. */
  public static ScrubbingSettings scrubbing(ProjectOptions options) {
    return new ScrubbingSettings(
        options.flag("sentry:scrub_data", true),
        options.list("sentry:sensitive_fields"),
        options.list("sentry:safe_fields"),
        options.flag("sentry:scrub_ip_address", false));
  }
}
