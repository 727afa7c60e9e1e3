package dev.tracefold.grouping;

import java.util.List;

/** The names of variants, and which of them are hierarchical (grouping 6.6). */
public final class VariantName {

  public static final String APP = "app";
  public static final String SYSTEM = "system";
  public static final String DEFAULT = "default";
  public static final String CUSTOM_FINGERPRINT = "custom-fingerprint";
  public static final String CHECKSUM = "checksum";
  public static final String HASHED_CHECKSUM = "hashed-checksum";
  public static final String FALLBACK = "fallback";

  /** Numbered levels of hierarchical grouping, the least specific first. */
  static final List<String> DEPTHS =
      List.of("app-depth-1", "app-depth-2", "app-depth-3", "app-depth-4", "app-depth-5");

  static final String DEPTH_MAX = "app-depth-max";

  /** All levels of hierarchical grouping, the least specific first. */
  public static final List<String> HIERARCHICAL =
      List.of("app-depth-1", "app-depth-2", "app-depth-3", "app-depth-4", "app-depth-5", DEPTH_MAX);

  private VariantName() {}

  /** Whether a variant of this name yields a hierarchical hash. */
  public static boolean isHierarchical(String name) {
    return HIERARCHICAL.contains(name);
  }
}
