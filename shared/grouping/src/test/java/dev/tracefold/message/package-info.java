/** Parameterisation of messages against recorded and own vectors. */
@NullMarked
package dev.tracefold.message;

import org.jspecify.annotations.NullMarked;
