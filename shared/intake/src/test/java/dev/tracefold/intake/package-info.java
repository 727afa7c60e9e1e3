/** Tests of what reads and writes payloads. */
@NullMarked
package dev.tracefold.intake;

import org.jspecify.annotations.NullMarked;
