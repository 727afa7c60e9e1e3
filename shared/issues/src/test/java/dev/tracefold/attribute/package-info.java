/** What an event says of itself: the catalogued cases by number, and any JSON in any place. */
@NullMarked
package dev.tracefold.attribute;

import org.jspecify.annotations.NullMarked;
