/**
 * Stack traces before grouping: families of platforms, function names, in-app flags.
 *
 * <p>{@link dev.tracefold.stacktrace.StacktraceNormalizer} is the stage as a whole (stacktraces 5
 * and 6). Names are trimmed by {@link dev.tracefold.stacktrace.NameStyle} (7), those of native code
 * by {@link dev.tracefold.stacktrace.NativeName} with the help of one class per step, and shown by
 * {@link dev.tracefold.stacktrace.FunctionName} (8). The crash frame (9) is in {@code event}.
 */
@NullMarked
package dev.tracefold.stacktrace;

import org.jspecify.annotations.NullMarked;
