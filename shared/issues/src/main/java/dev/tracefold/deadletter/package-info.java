/** What is remembered of messages that keep failing, for those who look at dead letters. */
@NullMarked
package dev.tracefold.deadletter;

import org.jspecify.annotations.NullMarked;
