package dev.tracefold.deadletter;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why messages failed: a queue keeps a message that failed too often, but not the reason. A message
 * whose function died has none.
 */
public interface FailureReasons {

  /** The delivery from which on a failure is noted: those before mostly pass by themselves. */
  int DELIVERIES_MIN = 3;

  /** Enough to recognise a failure by; the whole of it is in the log. */
  int LENGTH_MAX = 300;

  /**
   * A message that has to be delivered again.
   *
   * @param messageId as the queue named it
   * @param deliveries how often it was delivered, this time included
   * @param reason for people
   */
  record Failure(String messageId, int deliveries, String reason) {}

  /**
   * Notes why messages failed, in the place of earlier reasons, from their {@link
   * #DELIVERIES_MIN}th delivery on. Never fails: what people are told is no reason for a batch to
   * fail.
   */
  void note(Collection<Failure> failures);

  /** The reasons that are noted of these messages, by message id. */
  Map<String, String> find(Collection<String> messageIds);

  /** What is noted of a failure. */
  static String of(RuntimeException failure) {
    @Nullable String message = failure.getMessage();
    String text = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    return text.codePointCount(0, text.length()) <= LENGTH_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LENGTH_MAX));
  }
}
