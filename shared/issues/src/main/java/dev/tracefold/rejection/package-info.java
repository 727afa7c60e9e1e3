/**
 * Messages that can never succeed: they are set aside, as they were received, with the reason, for
 * people to look at.
 */
@NullMarked
package dev.tracefold.rejection;

import org.jspecify.annotations.NullMarked;
