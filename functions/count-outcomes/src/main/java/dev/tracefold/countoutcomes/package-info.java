/** The count-outcomes function: messages of the outcomes queue in, usage counted. */
@NullMarked
package dev.tracefold.countoutcomes;

import org.jspecify.annotations.NullMarked;
