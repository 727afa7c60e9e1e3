/** Erasing on DynamoDB and S3: the items are those of the packages that keep them. */
@NullMarked
package dev.tracefold.erasure.dynamodb;

import org.jspecify.annotations.NullMarked;
