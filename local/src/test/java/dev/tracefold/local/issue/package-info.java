@NullMarked
package dev.tracefold.local.issue;

import org.jspecify.annotations.NullMarked;
