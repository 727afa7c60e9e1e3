/**
 * What a user agent says of the browser, system and device behind a request, by the rules of
 * uap-core, in time linear in its length.
 */
@NullMarked
package dev.tracefold.intake.useragent;

import org.jspecify.annotations.NullMarked;
