/**
 * Stack traces before grouping: families of platforms, function names, in-app flags
 * (stacktraces.md).
 */
@NullMarked
package dev.tracefold.stacktrace;

import org.jspecify.annotations.NullMarked;
