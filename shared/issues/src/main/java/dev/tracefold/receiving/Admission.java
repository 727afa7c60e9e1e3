package dev.tracefold.receiving;

import dev.tracefold.intake.authentication.Credentials;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.Projects;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a request is let in: its key has to be known, enabled, and of the project it names. */
public sealed interface Admission {

  /** The request may hand over items. */
  record Admitted(Project project, ProjectKey key, Credentials credentials) implements Admission {
    public Admitted {
      Objects.requireNonNull(project, "project");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(credentials, "credentials");
    }
  }

  /** The request is answered with this status; nothing of it is stored or counted anywhere. */
  record Refused(int status, String detail) implements Admission {
    public Refused {
      Objects.requireNonNull(detail, "detail");
    }

    IntakeResponse response() {
      return IntakeResponse.refused(status, detail);
    }
  }

  /**
   * Decides by key and project.
   *
   * @param projectInPath the project's id, or slug, as the path has it; null if the path has none
   */
  static Admission of(Projects projects, Credentials credentials, @Nullable String projectInPath) {
    if (!ProjectKey.isWellFormed(credentials.publicKey())) {
      return new Refused(
          401, "bad sentry_key: expected the 32 lower-case hex digits of a DSN's public key");
    }
    Optional<ProjectKey> key = projects.findKey(credentials.publicKey());
    if (key.isEmpty()) {
      return new Refused(403, "unknown sentry_key: check the DSN");
    }
    if (!key.get().enabled()) {
      return new Refused(403, "this sentry_key is disabled: use another key of the project");
    }
    Optional<Project> project = projects.find(key.get().projectId());
    if (project.isEmpty() || !project.get().enabled()) {
      return new Refused(403, "the project of this sentry_key does not accept events");
    }
    if (projectInPath != null && !names(projectInPath, project.get())) {
      return new Refused(
          403, "the sentry_key is not one of the project in the path: check the DSN");
    }
    return new Admitted(project.get(), key.get(), credentials);
  }

  private static boolean names(String projectInPath, Project project) {
    return projectInPath.equals(Long.toString(project.id()))
        || projectInPath.equals(project.slug());
  }
}
