package dev.tracefold.grouping;

import static dev.tracefold.grouping.GroupingConfig.Feature.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One frozen version of grouping (grouping 7). A new behaviour is a new id, never an edit, because
 * stored hashes depend on it.
 *
 * @param id dated id on the wire
 * @param enhancementBase id of the built-in enhancement rules that run before a project's own
 * @param generation which strategies it is made of
 * @param features what else tells it from the others
 */
public record GroupingConfig(
    String id, String enhancementBase, Generation generation, Set<Feature> features) {

  /** Which strategies a configuration is made of (grouping 7.2). */
  public enum Generation {
    LEGACY,
    NEWSTYLE
  }

  /** What tells configurations of one generation apart (grouping 7.3). */
  public enum Feature {
    /** Messages are parameterised. */
    TRIM_MESSAGE,
    /** An exception without stack trace is grouped by its value. */
    EXCEPTION_VALUE_FALLBACK,
    /** The function is the raw name, trimmed again where native. */
    LEGACY_FUNCTION_LOGIC,
    /** Names and frames of JavaScript are made alike across browsers. */
    JAVASCRIPT_FUZZING,
    /** Frames of scripting platforms are grouped by their source line. */
    CONTEXT_LINE,
    /** A source line from a {@code file:} URL counts as from a URL. */
    CONTEXT_LINE_FILE_ORIGIN_BUG,
    /** Methods of anonymous PHP classes are grouped by their name. */
    PHP_ANONYMOUS_CLASSES,
    /** Levels of depth instead of one in-app variant. */
    HIERARCHICAL,
    /** A native frame with a function is not grouped by its file. */
    DISCARD_NATIVE_FILENAME,
    /** A native frame without anything else is grouped by its binary image. */
    PACKAGE_FALLBACK,
    /** Spellings of anonymous namespaces are made alike. */
    NATIVE_FUZZING,
    /** Exceptions that only name a signal are marked as synthetic. */
    DETECT_SYNTHETIC_EXCEPTIONS
  }

  private static final String COMMON_BASE = "common:2019-03-23";

  public static final GroupingConfig LEGACY_2019_03_12 =
      new GroupingConfig("legacy:2019-03-12", "legacy:2019-03-12", Generation.LEGACY, Set.of());

  public static final GroupingConfig NEWSTYLE_2019_04_05 =
      new GroupingConfig(
          "newstyle:2019-04-05", COMMON_BASE, Generation.NEWSTYLE, Set.of(LEGACY_FUNCTION_LOGIC));

  public static final GroupingConfig NEWSTYLE_2019_04_17 =
      new GroupingConfig(
          "newstyle:2019-04-17",
          COMMON_BASE,
          Generation.NEWSTYLE,
          Set.of(TRIM_MESSAGE, EXCEPTION_VALUE_FALLBACK));

  public static final GroupingConfig NEWSTYLE_2019_05_08 =
      new GroupingConfig(
          "newstyle:2019-05-08",
          COMMON_BASE,
          Generation.NEWSTYLE,
          Set.of(
              TRIM_MESSAGE,
              EXCEPTION_VALUE_FALLBACK,
              JAVASCRIPT_FUZZING,
              CONTEXT_LINE,
              CONTEXT_LINE_FILE_ORIGIN_BUG));

  public static final GroupingConfig NEWSTYLE_2019_10_29 =
      new GroupingConfig(
          "newstyle:2019-10-29",
          COMMON_BASE,
          Generation.NEWSTYLE,
          Set.of(
              TRIM_MESSAGE,
              EXCEPTION_VALUE_FALLBACK,
              JAVASCRIPT_FUZZING,
              CONTEXT_LINE,
              PHP_ANONYMOUS_CLASSES));

  public static final GroupingConfig MOBILE_2021_02_12 =
      new GroupingConfig(
          "mobile:2021-02-12",
          "mobile:2021-04-02",
          Generation.NEWSTYLE,
          Set.of(
              TRIM_MESSAGE,
              EXCEPTION_VALUE_FALLBACK,
              JAVASCRIPT_FUZZING,
              CONTEXT_LINE,
              PHP_ANONYMOUS_CLASSES,
              HIERARCHICAL,
              DISCARD_NATIVE_FILENAME,
              PACKAGE_FALLBACK,
              NATIVE_FUZZING,
              DETECT_SYNTHETIC_EXCEPTIONS));

  /** The same trees and hashes as {@link #NEWSTYLE_2019_10_29}, under a label of its own. */
  public static final GroupingConfig SIMILARITY_2020_07_23 =
      new GroupingConfig(
          "similarity:2020-07-23",
          COMMON_BASE,
          Generation.NEWSTYLE,
          NEWSTYLE_2019_10_29.features());

  /** What a project gets that did not choose. */
  public static final GroupingConfig DEFAULT = NEWSTYLE_2019_10_29;

  /** All configurations, by age. */
  public static final List<GroupingConfig> ALL =
      List.of(
          LEGACY_2019_03_12,
          NEWSTYLE_2019_04_05,
          NEWSTYLE_2019_04_17,
          NEWSTYLE_2019_05_08,
          NEWSTYLE_2019_10_29,
          SIMILARITY_2020_07_23,
          MOBILE_2021_02_12);

  public GroupingConfig {
    features =
        features.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(features));
  }

  /** The configuration of an id; empty if there is none. */
  public static Optional<GroupingConfig> find(String id) {
    return ALL.stream().filter(config -> config.id.equals(id)).findFirst();
  }

  /** Whether the configuration has a feature. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }
}
