/** Counting events on DynamoDB: the items are listed with those of issues. */
@NullMarked
package dev.tracefold.saving.dynamodb;

import org.jspecify.annotations.NullMarked;
