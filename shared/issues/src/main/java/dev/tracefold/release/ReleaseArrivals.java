package dev.tracefold.release;

import dev.tracefold.project.Project;

/** Who wants to know of a release that is new in a project. */
public interface ReleaseArrivals {

  /** Nobody. */
  ReleaseArrivals NOBODY = (project, release) -> {};

  /**
   * A release arrived. Called before and after the release is listed with its project, so that
   * neither a function that dies in between nor somebody who reads the list meanwhile misses it: it
   * has to be safe to repeat.
   */
  void arrived(Project project, DatedRelease release);
}
