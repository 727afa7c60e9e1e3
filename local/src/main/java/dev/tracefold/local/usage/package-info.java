/** The command that shows what came in and what became of it. */
@NullMarked
package dev.tracefold.local.usage;

import org.jspecify.annotations.NullMarked;
