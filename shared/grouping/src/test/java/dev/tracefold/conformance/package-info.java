/** Access to the recorded results of the reference, which lie outside of this repository. */
@NullMarked
package dev.tracefold.conformance;

import org.jspecify.annotations.NullMarked;
