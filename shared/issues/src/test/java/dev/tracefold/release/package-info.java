/** Versions and their order, and which events a resolution covers. */
@NullMarked
package dev.tracefold.release;

import org.jspecify.annotations.NullMarked;
