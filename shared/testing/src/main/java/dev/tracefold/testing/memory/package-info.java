/**
 * DynamoDB, SQS and S3 in memory, below the SDK: what Tracefold uses of them, a dozen times as fast
 * as the emulators, with failures of the outside at any call. Tests that need thousands of runs use
 * it; that it does as the emulators do is what the stores' tests show, which run on both.
 */
@NullMarked
package dev.tracefold.testing.memory;

import org.jspecify.annotations.NullMarked;
