/** How much of a key's or a project's items is let in, shared between functions. */
@NullMarked
package dev.tracefold.ratelimit;

import org.jspecify.annotations.NullMarked;
