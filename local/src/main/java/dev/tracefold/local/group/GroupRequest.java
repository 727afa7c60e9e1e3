package dev.tracefold.local.group;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event and how it is to be grouped.
 *
 * @param event payload of the event
 * @param config id of the configuration
 * @param enhancements rules about frames, empty for none of its own
 * @param fingerprinting rules that replace fingerprints, empty for none
 * @param builtinRules whether the built-in rules of the configuration run first
 * @param normalized whether the payload is to be taken as the intake leaves it
 */
record GroupRequest(
    ObjectNode event,
    String config,
    String enhancements,
    String fingerprinting,
    boolean builtinRules,
    boolean normalized) {}
