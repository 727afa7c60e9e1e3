package dev.tracefold.issue;

/**
 * A hash in one of its lives: what is counted and listed together. A life begins when the issue
 * that the hash led to is deleted, so that its next issue starts from nothing, while a function
 * that read the hash before still counts for the deleted one.
 *
 * @param key the hash
 * @param life 0 from the start, one more with each deletion
 */
public record CountedHash(HashKey key, long life) {}
