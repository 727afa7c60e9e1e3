/** What reading an event promises, whatever the payload holds. */
@NullMarked
package dev.tracefold.event;

import org.jspecify.annotations.NullMarked;
