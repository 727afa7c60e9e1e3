/**
 * What people do to issues: statuses, merging, deleting. Each operation is decided on what was read
 * and written on condition that it is still so, is safe beside functions that save events, and is
 * completed by asking for it again if it was cut short.
 */
@NullMarked
package dev.tracefold.issue.operation;

import org.jspecify.annotations.NullMarked;
