/** How long functions take from the start of their process to their first answer. */
@NullMarked
package dev.tracefold.benchmark.coldstart;

import org.jspecify.annotations.NullMarked;
