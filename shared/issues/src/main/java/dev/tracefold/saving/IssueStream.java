package dev.tracefold.saving;

import java.util.List;

/** Where saved events are announced. */
public interface IssueStream {

  /** Announces nothing: nobody asked for it. */
  IssueStream OFF = messages -> List.of();

  /**
   * Announces events.
   *
   * @return the messages that could not be sent, in their order; empty if all were
   */
  List<StreamMessage> send(List<StreamMessage> messages);
}
