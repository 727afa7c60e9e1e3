/** What outcome messages promise to those who send and those who count them. */
@NullMarked
package dev.tracefold.outcome;

import org.jspecify.annotations.NullMarked;
