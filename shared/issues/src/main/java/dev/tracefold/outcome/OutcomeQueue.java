package dev.tracefold.outcome;

import java.util.List;

/** Where outcomes are handed over for counting. */
public interface OutcomeQueue {

  /**
   * Hands over messages. One that could not be handed over does not keep back its neighbours.
   *
   * @return the messages that could not be sent, in their order; empty if all were
   */
  List<OutcomeMessage> send(List<OutcomeMessage> messages);
}
