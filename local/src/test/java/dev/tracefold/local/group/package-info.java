/** What the group command prints for which input. */
@NullMarked
package dev.tracefold.local.group;

import org.jspecify.annotations.NullMarked;
