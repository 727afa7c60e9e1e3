/** Where the payloads of saved events lie: many in one object, each readable on its own. */
@NullMarked
package dev.tracefold.payload;

import org.jspecify.annotations.NullMarked;
