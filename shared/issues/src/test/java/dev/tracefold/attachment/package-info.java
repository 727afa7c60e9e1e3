/** Descriptions, names and jobs: what is taken, what is refused, and with which words. */
@NullMarked
package dev.tracefold.attachment;

import org.jspecify.annotations.NullMarked;
