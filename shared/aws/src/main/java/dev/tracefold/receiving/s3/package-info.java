/** The staging area of the intake, in the bucket. */
@NullMarked
package dev.tracefold.receiving.s3;

import org.jspecify.annotations.NullMarked;
