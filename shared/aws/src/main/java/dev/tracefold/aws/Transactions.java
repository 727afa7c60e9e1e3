package dev.tracefold.aws;

import java.security.SecureRandom;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes a transaction, again where it only met another one or was throttled. */
public final class Transactions {

  /** With waits of up to 25, 50, 100 ... ms: less than 2 s in all, then the queue waits instead. */
  private static final int TRIES_MAX = 7;

  private static final long WAIT_MILLIS = 25;

  private Transactions() {}

  /**
   * @throws TransactionCanceledException if a condition of one of the writes does not hold, or the
   *     conflicts last
   */
  public static void write(DynamoDbClient dynamoDb, List<TransactWriteItem> writes) {
    for (int tries = 1; ; tries++) {
      try {
        dynamoDb.transactWriteItems(request -> request.transactItems(writes));
        return;
      } catch (TransactionCanceledException canceled) {
        if (conditionFailed(canceled) || tries == TRIES_MAX) {
          throw canceled;
        }
        waitAbout(WAIT_MILLIS << (tries - 1));
      }
    }
  }

  /** Whether one of the conditions did not hold, rather than the table being busy. */
  public static boolean conditionFailed(TransactionCanceledException canceled) {
    return canceled.cancellationReasons().stream()
        .map(CancellationReason::code)
        .anyMatch("ConditionalCheckFailed"::equals);
  }

  private static void waitAbout(long millis) {
    try {
      // Instances of one snapshot would draw the same from anything else, and meet again and again.
      Thread.sleep(new SecureRandom().nextLong(millis) + 1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for a busy table", stopped);
    }
  }
}
