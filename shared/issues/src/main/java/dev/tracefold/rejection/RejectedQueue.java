package dev.tracefold.rejection;

import java.util.List;

/** Where messages that can never succeed are set aside. */
public interface RejectedQueue {

  /**
   * Sets messages aside. One that could not be sent does not keep back its neighbours.
   *
   * @return the messages that could not be sent, in their order; empty if all were
   */
  List<RejectedMessage> send(List<RejectedMessage> messages);
}
