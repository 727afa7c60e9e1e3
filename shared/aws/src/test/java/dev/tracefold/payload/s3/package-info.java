/** Tests of payloads on embedded S3. */
@NullMarked
package dev.tracefold.payload.s3;

import org.jspecify.annotations.NullMarked;
