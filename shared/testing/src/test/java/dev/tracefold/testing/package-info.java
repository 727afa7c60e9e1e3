/** What holds for the tests of the whole system. */
@NullMarked
package dev.tracefold.testing;

import org.jspecify.annotations.NullMarked;
