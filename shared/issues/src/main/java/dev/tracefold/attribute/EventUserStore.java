package dev.tracefold.attribute;

import java.util.Collection;

/** The users of a project (event-saving 8). Everything is safe to repeat. */
public interface EventUserStore {

  /**
   * Gets or creates users, and notes a name that changed. A user who was seen a while ago is not
   * looked at again.
   */
  void ensure(long projectId, Collection<EventUser> users);
}
