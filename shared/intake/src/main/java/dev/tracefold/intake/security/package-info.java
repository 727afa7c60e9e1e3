/** Reports of browsers about a site's policies, made into events (event-saving 10.2). */
@NullMarked
package dev.tracefold.intake.security;

import org.jspecify.annotations.NullMarked;
