/** The command that shows the whole system at work. */
@NullMarked
package dev.tracefold.local.demo;

import org.jspecify.annotations.NullMarked;
