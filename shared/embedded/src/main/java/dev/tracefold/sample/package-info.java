/**
 * The files of {@code events/}: inputs of the functions, each with what must come of it. The demo,
 * the tests and {@code sam local invoke} all start from them.
 */
@NullMarked
package dev.tracefold.sample;

import org.jspecify.annotations.NullMarked;
