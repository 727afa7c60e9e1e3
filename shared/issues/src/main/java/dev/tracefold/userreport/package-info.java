/** Reports that users write about an event that they suffered (event-saving 14.6). */
@NullMarked
package dev.tracefold.userreport;

import org.jspecify.annotations.NullMarked;
