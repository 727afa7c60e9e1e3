/**
 * Files that come with events: how they are described on the way, where their bytes wait, and what
 * is kept of them (event-saving 16).
 *
 * <p>Nothing here reads or writes bytes: an assembly is planned here and carried out elsewhere.
 */
@NullMarked
package dev.tracefold.attachment;

import org.jspecify.annotations.NullMarked;
