/** What users reported, on the events table: {@code Q#<project>#<event>} / {@code REPORT}. */
@NullMarked
package dev.tracefold.userreport.dynamodb;

import org.jspecify.annotations.NullMarked;
