package dev.tracefold.grouping;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.SecurityReports;
import java.util.List;

/**
 * One way to group an event, by one part of it; in the order in which they run (grouping 7.2).
 *
 * <p>The first that contributes wins; the others are kept to show what they would have said.
 */
enum Strategy {
  EXCEPTION("exception", true),
  THREADS("threads", true),
  STACKTRACE("stacktrace", true),
  TEMPLATE("template", false),
  CSP("csp", false),
  HPKP("hpkp", false),
  EXPECT_STAPLE("expectstaple", false),
  EXPECT_CT("expectct", false),
  MESSAGE("logentry", false);

  private final String id;
  private final boolean comparesStacktraces;

  Strategy(String id, boolean comparesStacktraces) {
    this.id = id;
    this.comparesStacktraces = comparesStacktraces;
  }

  /** Its name in hints. */
  String id() {
    return id;
  }

  /** Whether variants without a stack trace give way to those with one (grouping 8.3). */
  boolean comparesStacktraces(GroupingConfig config) {
    return switch (config.generation()) {
      case NEWSTYLE -> comparesStacktraces;
      case LEGACY -> this == EXCEPTION;
    };
  }

  /** Its variants, in order; empty if the event lacks what it groups by. */
  List<VariantComponent> variants(GroupingContext context, ErrorEvent event) {
    SecurityReports reports = event.security();
    return switch (this) {
      case EXCEPTION -> exceptions(context, event);
      case THREADS -> threads(context, event);
      case STACKTRACE -> stacktrace(context, event);
      case TEMPLATE ->
          event.template() == null ? List.of() : only(SecurityStrategy.template(event.template()));
      case CSP -> reports.csp() == null ? List.of() : only(SecurityStrategy.csp(reports.csp()));
      case HPKP ->
          reports.hpkp() == null ? List.of() : only(SecurityStrategy.host("hpkp", reports.hpkp()));
      case EXPECT_STAPLE ->
          reports.expectStaple() == null
              ? List.of()
              : only(SecurityStrategy.host("expect-staple", reports.expectStaple()));
      case EXPECT_CT ->
          reports.expectCt() == null
              ? List.of()
              : only(SecurityStrategy.host("expect-ct", reports.expectCt()));
      case MESSAGE ->
          event.logEntry() == null
              ? List.of()
              : only(MessageStrategy.component(context.config(), event.logEntry()));
    };
  }

  private static List<VariantComponent> exceptions(GroupingContext context, ErrorEvent event) {
    return switch (context.config().generation()) {
      case LEGACY -> LegacyException.variants(context, event);
      case NEWSTYLE -> NewstyleException.variants(context, event);
    };
  }

  private static List<VariantComponent> threads(GroupingContext context, ErrorEvent event) {
    if (event.threads() == null) {
      return List.of();
    }
    return switch (context.config().generation()) {
      case LEGACY -> LegacyThreads.variants(context, event.threads());
      case NEWSTYLE -> NewstyleThreads.variants(context, event.threads());
    };
  }

  private static List<VariantComponent> stacktrace(GroupingContext context, ErrorEvent event) {
    if (event.stacktrace() == null) {
      return List.of();
    }
    return switch (context.config().generation()) {
      case LEGACY -> LegacyStacktrace.variants(context, event.stacktrace());
      case NEWSTYLE ->
          NewstyleStacktrace.variants(
              context, event.stacktrace(), null, new FramePath(FramePath.Owner.EVENT, 0, 0));
    };
  }

  private static List<VariantComponent> only(Component component) {
    return List.of(VariantComponent.of(VariantName.DEFAULT, component));
  }
}
