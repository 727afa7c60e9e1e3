package dev.tracefold.saving;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells operators of options that could not be used. No event says so: it is not its fault, and
 * every other one would repeat it (event-saving 9.6, 9.8).
 */
final class OptionWarnings {

  private static final System.Logger LOG = System.getLogger(OptionWarnings.class.getName());

  /** Different warnings that one instance logs; more are a sign that somebody is at work on it. */
  private static final int TOLD_MAX = 100;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Logs what was not logged before by this instance. */
  void tell(long projectId, List<String> warnings) {
    for (String warning : warnings) {
      String line = "project %d: %s".formatted(projectId, warning);
      if (told.size() < TOLD_MAX && told.add(line)) {
        LOG.log(System.Logger.Level.WARNING, line);
      }
    }
  }
}
