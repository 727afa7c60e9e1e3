/**
 * Removes what nobody should have sent, before anything of a payload is stored: secrets by the
 * names of their fields, and card numbers, private keys and the like by what they look like. Works
 * in time linear in the payload.
 */
@NullMarked
package dev.tracefold.intake.scrubbing;

import org.jspecify.annotations.NullMarked;
