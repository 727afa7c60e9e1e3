@NullMarked
package dev.tracefold.issue.query;

import org.jspecify.annotations.NullMarked;
