/** What goes over the wire, against the emulators. */
@NullMarked
package dev.tracefold.aws;

import org.jspecify.annotations.NullMarked;
