/**
 * What Lambda passes to functions of a queue and takes from them, and what it lets them do before
 * it freezes them. Events are those of AWS's library, but read and written here field by field:
 * Lambda's own reader binds them by reflection, for which a start loads many hundred classes more.
 */
@NullMarked
package dev.tracefold.lambda;

import org.jspecify.annotations.NullMarked;
