/**
 * Whether an event makes a resolved issue unresolved again (event-saving 13), decided from what was
 * read, together with what has to be still true when it is written.
 *
 * <p>Nothing here knows of plugins that veto or of commits that resolve: there are none. Nor does
 * it know of events that were saved before the issue was resolved; whoever reads the event's record
 * does not ask for those.
 */
@NullMarked
package dev.tracefold.issue.regression;

import org.jspecify.annotations.NullMarked;
