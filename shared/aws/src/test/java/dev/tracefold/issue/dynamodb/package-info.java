@NullMarked
package dev.tracefold.issue.dynamodb;

import org.jspecify.annotations.NullMarked;
