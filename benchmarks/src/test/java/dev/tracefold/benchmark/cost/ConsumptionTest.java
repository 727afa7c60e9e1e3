package dev.tracefold.benchmark.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tracefold.aws.Item;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class ConsumptionTest {

  @Test
  void tenMessagesOfEightKilobytesAreTwoRequestsToSendTwoToReceiveAndOneToDelete() {
    assertThat(QueuedBatch.of(batch(10, 8192)).queueRequests()).isEqualTo(5);
  }

  @Test
  void smallMessagesAreOneRequestEachWayForTen() {
    assertThat(QueuedBatch.of(batch(11, 300)).queueRequests()).isEqualTo(6);
  }

  @Test
  void aSendTakesNoMoreThanAMebibyte() {
    // Two sends and receives of one message each, 10 requests of 64 KiB; one delete.
    assertThat(QueuedBatch.of(batch(2, 600_000)).queueRequests()).isEqualTo(4 * 10 + 1);
  }

  @Test
  void anItemOfAKibibyteIsOneWriteUnitAndOneByteMoreIsTwo() {
    // pk + a, sk + b, v + 2 bytes of the number 1, x.
    int rest = 3 + 3 + 3 + 1;
    assertThat(
            ItemBytes.writeUnits(Item.at("a", "b").with("x", "x".repeat(1024 - rest)).attributes()))
        .isEqualTo(1);
    assertThat(
            ItemBytes.writeUnits(Item.at("a", "b").with("x", "x".repeat(1025 - rest)).attributes()))
        .isEqualTo(2);
  }

  private static SQSEvent batch(int messages, int bytes) {
    SQSMessage message = new SQSMessage();
    message.setBody("x".repeat(bytes));
    SQSEvent batch = new SQSEvent();
    batch.setRecords(Collections.nCopies(messages, message));
    return batch;
  }
}
