/**
 * Counting events on DynamoDB: the items are listed with those of issues. Beside them on the issues
 * table stands when a project's first event and transaction happened: {@code P#<project>} / {@code
 * FIRST#<kind>}.
 */
@NullMarked
package dev.tracefold.saving.dynamodb;

import org.jspecify.annotations.NullMarked;
