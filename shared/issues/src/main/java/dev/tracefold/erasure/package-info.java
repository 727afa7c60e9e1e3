/**
 * Erasing what events say, one event or everything of one user, on request. What is counted stays
 * counted, and the records by which redeliveries are recognised stay, without what was said.
 */
@NullMarked
package dev.tracefold.erasure;

import org.jspecify.annotations.NullMarked;
