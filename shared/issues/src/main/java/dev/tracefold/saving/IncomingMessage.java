package dev.tracefold.saving;

/**
 * A message of the events queue.
 *
 * @param id names it in the answer to the queue
 * @param body its text
 * @param deliveries how often it was delivered, this time included
 * @param reacceptances how often an operator has sent it back after it was rejected
 */
public record IncomingMessage(String id, String body, int deliveries, int reacceptances) {}
