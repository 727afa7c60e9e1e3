/** Tests of what the build does to libraries. */
@NullMarked
package dev.tracefold.archive;

import org.jspecify.annotations.NullMarked;
