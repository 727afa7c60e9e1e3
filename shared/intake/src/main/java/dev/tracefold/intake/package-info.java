/** How the JSON of payloads is read and written wherever bytes from outside come in. */
@NullMarked
package dev.tracefold.intake;

import org.jspecify.annotations.NullMarked;
