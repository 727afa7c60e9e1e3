/**
 * Invokes the functions of a stack as AWS would: from their queues, in batches, and from HTTP, with
 * the JSON, the limits and the retries of Lambda. It knows the handlers only by the names in
 * template.yaml.
 */
@NullMarked
package dev.tracefold.local.driver;

import org.jspecify.annotations.NullMarked;
