/** The commands about messages that failed: to look at them, and to send them back. */
@NullMarked
package dev.tracefold.local.deadletter;

import org.jspecify.annotations.NullMarked;
