/**
 * What a client or a project's rule asks grouping to be: the rule language, its matching, and the
 * variables that stand for values of the event (fingerprinting).
 */
@NullMarked
package dev.tracefold.fingerprint;

import org.jspecify.annotations.NullMarked;
