/** Rate limits against the embedded DynamoDB. */
@NullMarked
package dev.tracefold.ratelimit.dynamodb;

import org.jspecify.annotations.NullMarked;
