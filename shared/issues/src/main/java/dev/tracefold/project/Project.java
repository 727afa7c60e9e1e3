package dev.tracefold.project;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A project: the owner of events and issues.
 *
 * @param id positive, unique in the deployment
 * @param organizationId owner of releases and environments, which projects of one organization
 *     share
 * @param slug lower-case name, the first part of short ids ({@code SLUG-1A})
 * @param platform what the project is written in, or null where nobody said
 * @param enabled false refuses every event of the project
 * @param options settings by Sentry's option names; empty means every default
 */
public record Project(
    long id,
    long organizationId,
    String slug,
    @Nullable String platform,
    boolean enabled,
    ProjectOptions options) {

  /** Long enough for any slug of Sentry's, which allows 50 characters. */
  public static final int SLUG_LENGTH_MAX = 50;

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9_-]*");

  public Project {
    if (id <= 0 || organizationId <= 0) {
      throw new IllegalArgumentException(
          "project and organization ids are positive, found " + id + " and " + organizationId);
    }
    Objects.requireNonNull(slug, "slug");
    Objects.requireNonNull(options, "options");
    if (slug.length() > SLUG_LENGTH_MAX || !SLUG.matcher(slug).matches()) {
      throw new IllegalArgumentException(
          "a slug is 1 to %d characters of a-z, 0-9, - and _, found '%s'"
              .formatted(SLUG_LENGTH_MAX, slug));
    }
  }

  /** Returns a project equal to this one, but with other options. */
  public Project withOptions(ProjectOptions changed) {
    return new Project(id, organizationId, slug, platform, enabled, changed);
  }
}
