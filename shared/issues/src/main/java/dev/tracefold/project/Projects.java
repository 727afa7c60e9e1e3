package dev.tracefold.project;

import java.util.Optional;

/** Looks projects and keys up. A store that is out of reach throws; an unknown one is empty. */
public interface Projects {

  /** The project, enabled or not, or empty if there is none with this id. */
  Optional<Project> find(long projectId);

  /** The key, enabled or not, or empty if nobody was given it. */
  Optional<ProjectKey> findKey(String publicKey);

  /** Options of the whole deployment (event-saving 26.3), kill switches among them. */
  default ProjectOptions deploymentOptions() {
    return ProjectOptions.NONE;
  }
}
