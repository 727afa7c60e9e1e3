/** What people see of messages that can never succeed. */
@NullMarked
package dev.tracefold.rejection;

import org.jspecify.annotations.NullMarked;
