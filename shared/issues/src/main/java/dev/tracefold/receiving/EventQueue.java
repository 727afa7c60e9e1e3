package dev.tracefold.receiving;

import java.util.List;

/** The events queue, on which everything waits that save-events saves. */
public interface EventQueue {

  /**
   * Sends messages durably.
   *
   * @param bodies JSON texts, each at most 900 KB of UTF-8
   * @return the bodies that could not be sent, in their order; empty if all were
   */
  List<String> send(List<String> bodies);
}
