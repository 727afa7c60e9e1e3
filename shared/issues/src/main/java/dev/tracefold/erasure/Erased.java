package dev.tracefold.erasure;

/**
 * What was erased.
 *
 * @param events events and transactions
 * @param attachments their attachments, contents that other events have too not among them
 */
public record Erased(long events, long attachments) {}
