/** What the intake makes of requests, apart from stores. */
@NullMarked
package dev.tracefold.receiving;

import org.jspecify.annotations.NullMarked;
