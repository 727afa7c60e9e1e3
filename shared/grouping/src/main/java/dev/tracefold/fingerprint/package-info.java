/**
 * What a client or a project's rule asks grouping to be: the rule language, its matching, and the
 * variables that stand for values of the event.
 *
 * <p>A text is read by {@link dev.tracefold.fingerprint.FingerprintRuleParser} (fingerprinting 2)
 * into {@link dev.tracefold.fingerprint.FingerprintRules}, which find the first rule that matches
 * an event's {@link dev.tracefold.fingerprint.FingerprintItem items} (3, 4); {@link
 * dev.tracefold.fingerprint.FingerprintVariables} fill in what fingerprints and titles name (7).
 * What comes of a fingerprint is decided elsewhere (grouping 6).
 */
@NullMarked
package dev.tracefold.fingerprint;

import org.jspecify.annotations.NullMarked;
