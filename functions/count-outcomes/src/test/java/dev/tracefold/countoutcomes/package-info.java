/** The function against the emulators, through its Lambda interface. */
@NullMarked
package dev.tracefold.countoutcomes;

import org.jspecify.annotations.NullMarked;
