/** Projects and their options, as an operator sees them. */
@NullMarked
package dev.tracefold.local.project;

import org.jspecify.annotations.NullMarked;
