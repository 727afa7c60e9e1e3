/** Own cases for characters and lines. */
@NullMarked
package dev.tracefold.text;

import org.jspecify.annotations.NullMarked;
