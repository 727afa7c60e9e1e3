/** Recorded and own vectors, and what must hold whatever comes in. */
@NullMarked
package dev.tracefold.fingerprint;

import org.jspecify.annotations.NullMarked;
