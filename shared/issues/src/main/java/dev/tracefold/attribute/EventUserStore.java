package dev.tracefold.attribute;

import java.util.Collection;

/** The users of a project (event-saving 8). Everything is safe to repeat. */
public interface EventUserStore {

  /**
   * Gets or creates users, and notes a name that changed. One who was looked at within the hour is
   * not looked at again, and of several with the same hash only the first is.
   */
  void ensure(long projectId, Collection<EventUser> users);

  /** Gives a user who exists and has no name this one (event-saving 14.6). */
  void nameUnnamed(long projectId, String hash, String name);
}
