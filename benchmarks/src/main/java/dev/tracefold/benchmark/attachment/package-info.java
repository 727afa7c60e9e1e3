/** What assembling an attachment takes. */
@NullMarked
package dev.tracefold.benchmark.attachment;

import org.jspecify.annotations.NullMarked;
