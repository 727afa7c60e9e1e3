/** Characters, lines and lengths as the reference's language sees them (grouping 20). */
@NullMarked
package dev.tracefold.text;

import org.jspecify.annotations.NullMarked;
