/**
 * The {@code tracefold} command and the whole system in one JVM behind it: what a developer runs on
 * a machine of their own, and what people look into deployed stacks with.
 */
@NullMarked
package dev.tracefold.local;

import org.jspecify.annotations.NullMarked;
