/**
 * The commands that show issues, and those that resolve, merge, delete and erase; and releases, by
 * which issues are resolved.
 */
@NullMarked
package dev.tracefold.local.issue;

import org.jspecify.annotations.NullMarked;
