/** Own cases for function names and the normalisation of stack traces. */
@NullMarked
package dev.tracefold.stacktrace;

import org.jspecify.annotations.NullMarked;
