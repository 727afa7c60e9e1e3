/** What tests of several modules use: ways to make the outside fail at a chosen point. */
@NullMarked
package dev.tracefold.testing;

import org.jspecify.annotations.NullMarked;
