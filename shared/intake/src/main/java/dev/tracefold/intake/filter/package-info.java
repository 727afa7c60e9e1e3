/** Events that a project does not want, by what they say of themselves (event-saving 17.2). */
@NullMarked
package dev.tracefold.intake.filter;

import org.jspecify.annotations.NullMarked;
