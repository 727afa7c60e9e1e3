package dev.tracefold.issue.operation;

import java.util.Objects;

/** What somebody wants an issue's status to be. */
public sealed interface StatusWish {

  /** Resolved now: its next event is a regression. */
  record Resolve() implements StatusWish {}

  /**
   * Resolved in a release: its next event in that release or a newer one is a regression.
   *
   * @param version name of a release that exists, or {@code latest} for the project's newest one
   */
  record ResolveInRelease(String version) implements StatusWish {

    /** Stands for the project's newest release; no release may have this name. */
    public static final String LATEST = "latest";

    public ResolveInRelease {
      Objects.requireNonNull(version, "version");
    }
  }

  /** Resolved in the release that comes next: its next event in a newer one is a regression. */
  record ResolveInNextRelease() implements StatusWish {}

  /** Not resolved and not ignored. */
  record Unresolve() implements StatusWish {}

  /** Ignored, until the first of the conditions is met. */
  record Ignore(IgnoreConditions conditions) implements StatusWish {}
}
