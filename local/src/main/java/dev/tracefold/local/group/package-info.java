/** The command that groups events without storing them, and explains how. */
@NullMarked
package dev.tracefold.local.group;

import org.jspecify.annotations.NullMarked;
