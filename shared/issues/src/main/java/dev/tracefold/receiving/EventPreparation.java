package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.attachment.ContentType;
import dev.tracefold.grouping.GroupingConfig;
import dev.tracefold.intake.filter.FilterSettings;
import dev.tracefold.intake.filter.InboundFilters;
import dev.tracefold.intake.filter.LegacyBrowser;
import dev.tracefold.intake.normalization.NormalizationContext;
import dev.tracefold.intake.normalization.Normalizer;
import dev.tracefold.intake.scrubbing.Scrubber;
import dev.tracefold.intake.scrubbing.ScrubbingSettings;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is done to every event before it is grouped: normalisation, then scrubbing, by the options
 * of its project; and what is done to reports and attachments. The HTTP intake does it before the
 * queue; for messages that are not stamped as normalised, whoever saves them does.
 */
public final class EventPreparation {

  private EventPreparation() {}

  /** Prepares a payload in place. */
  public static void prepare(ObjectNode payload, Project project, NormalizationContext context) {
    prepareUnlessFiltered(payload, project, context);
  }

  /** Prepares a payload in place; the reason if the project's filters do not want it. */
  public static Optional<String> prepareUnlessFiltered(
      ObjectNode payload, Project project, NormalizationContext context) {
    Normalizer.normalize(payload, context.stamping(stamp(project.options())));
    Optional<String> reason =
        InboundFilters.of(filters(project.options())).reason(payload, context.remoteAddress());
    Scrubber.scrub(payload, scrubbing(project.options()));
    return reason;
  }

  /** Prepares what a person said about an event, in place: names and addresses are texts too. */
  public static void prepareReport(ObjectNode report, Project project) {
    ScrubbingSettings settings = scrubbing(project.options());
    for (var member : report.properties()) {
      if (member.getValue().isTextual()) {
        String text = member.getValue().textValue();
        member.setValue(TextNode.valueOf(Scrubber.scrub(text, settings)));
      }
    }
  }

  /** What is known of an attachment, without what its sender wrote into its name by mistake. */
  public static AttachmentDescription prepareAttachment(
      AttachmentDescription attachment, Project project) {
    ScrubbingSettings settings = scrubbing(project.options());
    return new AttachmentDescription(
        attachment.id(),
        AttachmentName.of(Scrubber.scrub(attachment.name().value(), settings)),
        ContentType.of(Scrubber.scrub(attachment.contentType().value(), settings)),
        AttachmentType.of(Scrubber.scrub(attachment.type().value(), settings)),
        attachment.size(),
        attachment.chunks(),
        attachment.rateLimited());
  }

  /**
   * The configuration by which the project groups now, stamped on the event: one that waits keeps
   * it when the project moves on (event-saving 9.4). The texts of the rules are not stamped: they
   * would be most of a small event, and are looked up when the event is saved.
   */
  public static ObjectNode stamp(ProjectOptions options) {
    return JsonNodeFactory.instance.objectNode().put("id", groupingConfig(options).id());
  }

  /**
   * The configuration of a project (event-saving 9.4, 9.5); an unknown id counts as unset. Projects
   * that say from which epoch of defaults they are keep the default of that time.
   */
  public static GroupingConfig groupingConfig(ProjectOptions options) {
    return options
        .text("sentry:grouping_config")
        .flatMap(GroupingConfig::find)
        .orElseGet(() -> defaultOf(options.integer("sentry:option-epoch")));
  }

  private static GroupingConfig defaultOf(OptionalLong epoch) {
    if (epoch.isEmpty() || epoch.getAsLong() > 3) {
      return GroupingConfig.DEFAULT;
    }
    return epoch.getAsLong() == 3
        ? GroupingConfig.NEWSTYLE_2019_05_08
        : GroupingConfig.LEGACY_2019_03_12;
  }

  /** The project's filters: none, unless the project says otherwise. */
  public static FilterSettings filters(ProjectOptions options) {
    return new FilterSettings(
        options.flag("filters:localhost", false),
        options.flag("filters:web-crawlers", false),
        options.flag("filters:browser-extensions", false),
        legacyBrowsers(options),
        options.list("sentry:error_messages"),
        options.list("sentry:releases"),
        options.list("sentry:blacklisted_ips"));
  }

  /** The option is on, off, or the list of the browsers that are meant. */
  private static Set<LegacyBrowser> legacyBrowsers(ProjectOptions options) {
    String name = "filters:legacy-browsers";
    return LegacyBrowser.named(options.flag(name, false) ? List.of("default") : options.list(name));
  }

  /** The project's scrubbing: on, unless the project says otherwise. */
  public static ScrubbingSettings scrubbing(ProjectOptions options) {
    return new ScrubbingSettings(
        options.flag("sentry:scrub_data", true),
        options.flag("sentry:scrub_defaults", true),
        options.list("sentry:sensitive_fields"),
        options.list("sentry:safe_fields"),
        options.flag("sentry:scrub_ip_address", false));
  }
}
