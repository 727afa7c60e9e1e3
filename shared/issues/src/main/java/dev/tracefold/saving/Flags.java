package dev.tracefold.saving;

import org.jspecify.annotations.Nullable;

/**
 * What an event caused (event-saving 19.3), read off what is stored, so that every delivery says
 * the same.
 *
 * @param isNew whether it created its issue
 * @param isRegression whether it made a resolved issue unresolved; null where that was not in
 *     question
 * @param isNewEnvironment whether it was the first in its environment
 */
record Flags(boolean isNew, @Nullable Boolean isRegression, boolean isNewEnvironment) {

  /** Of what has no issue. */
  static final Flags NONE = new Flags(false, false, false);
}
