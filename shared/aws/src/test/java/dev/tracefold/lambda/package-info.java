/** Lambda's JSON, as Lambda writes and reads it. */
@NullMarked
package dev.tracefold.lambda;

import org.jspecify.annotations.NullMarked;
