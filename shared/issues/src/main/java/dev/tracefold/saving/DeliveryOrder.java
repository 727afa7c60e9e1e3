package dev.tracefold.saving;

import java.util.ArrayList;
import java.util.List;

/**
 * Which messages of a batch are worked on together. What has failed before runs last, and from its
 * third delivery on alone: one bad event never holds up its neighbours for long.
 */
final class DeliveryOrder {

  private DeliveryOrder() {}

  /** The messages in the order of work; each list is worked on together. */
  static List<List<IncomingMessage>> of(List<IncomingMessage> messages) {
    List<IncomingMessage> first = new ArrayList<>();
    List<IncomingMessage> second = new ArrayList<>();
    List<List<IncomingMessage>> alone = new ArrayList<>();
    for (IncomingMessage message : messages) {
      if (message.deliveries() <= 1) {
        first.add(message);
      } else if (message.deliveries() == 2) {
        second.add(message);
      } else {
        alone.add(List.of(message));
      }
    }
    List<List<IncomingMessage>> order = new ArrayList<>();
    if (!first.isEmpty()) {
      order.add(first);
    }
    if (!second.isEmpty()) {
      order.add(second);
    }
    order.addAll(alone);
    return order;
  }
}
