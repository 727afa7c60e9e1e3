package dev.tracefold.saving;

/**
 * A message of the events queue.
 *
 * @param id names it in the answer to the queue
 * @param body its text
 * @param deliveries how often it was delivered, this time included
 */
public record IncomingMessage(String id, String body, int deliveries) {}
