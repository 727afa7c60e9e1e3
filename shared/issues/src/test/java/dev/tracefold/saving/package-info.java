/** Tests of the steps of saving that need no store. */
@NullMarked
package dev.tracefold.saving;

import org.jspecify.annotations.NullMarked;
