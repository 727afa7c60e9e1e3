package dev.tracefold.local.project;

import dev.tracefold.project.Project;
import java.util.Collection;
import java.util.Optional;

/** Finds projects by what people call them: an id, or a slug in any case. */
public final class NamedProjects {

  private NamedProjects() {}

  /** The project of this id; else that of this slug, which may be of digits as well. */
  public static Optional<Project> find(Collection<Project> projects, String idOrSlug) {
    return projects.stream()
        .filter(project -> Long.toString(project.id()).equals(idOrSlug))
        .findFirst()
        .or(
            () ->
                projects.stream()
                    .filter(project -> project.slug().equalsIgnoreCase(idOrSlug))
                    .findFirst());
  }

  /** What is said of a project that is not there. */
  public static String unknown(String idOrSlug) {
    return "there is no project '%s'; 'tracefold projects' lists those there are"
        .formatted(idOrSlug);
  }
}
