package dev.tracefold.attachment.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.attachment.ContentType;
import dev.tracefold.attachment.StoredContent;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.TestAws;
import dev.tracefold.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ParameterizedClass
@EnumSource
final class DynamoAttachmentRecordsTest {

  private static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";

  /** Far ahead, because the emulator deletes what has expired. */
  private static final Instant NOW = Instant.parse("2096-01-12T09:30:00.250Z");

  private static final AttachmentFate STORED =
      new AttachmentFate.Stored(
          new StoredContent(5, "a".repeat(40), "b".repeat(64), YearMonth.of(2022, 1)));

  private final String table;
  private final DynamoDbClient dynamoDb;
  private final DynamoAttachmentRecords records;

  DynamoAttachmentRecordsTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.table = deployed.stack().table("EventsTable");
    this.dynamoDb = deployed.clients().dynamoDb();
    this.records = new DynamoAttachmentRecords(dynamoDb, table, Duration.ofDays(90));
  }

  @Test
  void aRecordIsFoundAsItWasDecided() {
    AttachmentRecord stored = record("a", STORED, 17L);

    assertThat(records.find(42, EVENT, "a")).isEmpty();
    assertThat(records.decide(stored)).isEqualTo(stored);
    assertThat(records.find(42, EVENT, "a")).contains(stored);
  }

  @Test
  void theFirstDecisionStands() {
    AttachmentRecord dropped =
        record("a", new AttachmentFate.Dropped(new Outcome.Invalid("missing_chunks")), null);
    records.decide(dropped);

    assertThat(records.decide(record("a", STORED, 17L))).isEqualTo(dropped);
    assertThat(records.find(42, EVENT, "a")).contains(dropped);
  }

  @Test
  void anEventsRecordsAreListedByAttachment() {
    AttachmentRecord b = records.decide(record("b", STORED, null));
    AttachmentRecord a =
        records.decide(record("a", new AttachmentFate.Dropped(new Outcome.Abuse()), null));

    assertThat(records.list(42, EVENT)).containsExactly(a, b);
    assertThat(records.list(43, EVENT)).isEmpty();
    assertThat(records.list(42, EVENT.replace('f', '0'))).isEqualTo(List.of());
  }

  @Test
  void aRecordExpiresWithItsBytes() {
    records.decide(record("a", STORED, null));

    Item item =
        Item.of(
            dynamoDb
                .getItem(request -> request.tableName(table).key(Item.key("A#42#" + EVENT, "a")))
                .item());
    assertThat(item.number("expires")).isEqualTo(NOW.plus(Duration.ofDays(90)).getEpochSecond());
  }

  private static AttachmentRecord record(
      String attachmentId, AttachmentFate fate, @Nullable Long issueId) {
    return new AttachmentRecord(
        new AttachmentJob(
            1,
            42,
            EVENT,
            issueId,
            7L,
            NOW.minusSeconds(1),
            new AttachmentDescription(
                attachmentId,
                new AttachmentName("日本.log"),
                new ContentType("text/plain"),
                AttachmentType.SCREENSHOT,
                5,
                1,
                false)),
        fate,
        NOW);
  }
}
