/** The function against the emulators, through its Lambda interface. */
@NullMarked
package dev.tracefold.saveattachments;

import org.jspecify.annotations.NullMarked;
