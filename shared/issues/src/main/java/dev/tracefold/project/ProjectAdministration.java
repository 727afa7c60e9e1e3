package dev.tracefold.project;

import java.util.List;

/** Creates and changes projects and keys: for operators, never for functions. */
public interface ProjectAdministration extends Projects {

  /** Stores a project that does not exist yet; false, and nothing changed, if its id is taken. */
  boolean create(Project project);

  /** Stores a key that does not exist yet; false, and nothing changed, if it is taken. */
  boolean create(ProjectKey key);

  /** Replaces the options, platform and state of a project that exists. */
  void update(Project project);

  /** Replaces the state of a key that exists. */
  void update(ProjectKey key);

  /** Replaces the options of the whole deployment. */
  void setDeploymentOptions(ProjectOptions options);

  /** All projects by id. */
  List<Project> projects();

  /** All keys of a project by id. */
  List<ProjectKey> keys(long projectId);
}
