package dev.tracefold.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttachmentListTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void aCompleteDescriptionIsReadAsItStands() throws Exception {
    AttachmentList list =
        read(
            """
            [{"id": "a-1", "name": "dump.dmp", "content_type": "application/x-dmp",
              "type": "event.minidump", "size": 8, "chunks": 2, "rate_limited": true}]""");

    assertThat(list.attachments())
        .containsExactly(
            new AttachmentDescription(
                "a-1",
                new AttachmentName("dump.dmp"),
                new ContentType("application/x-dmp"),
                AttachmentType.MINIDUMP,
                8,
                2,
                true));
    assertThat(read("[" + list.attachments().getFirst().toJson() + "]")).isEqualTo(list);
  }

  /** C-237, C-231. */
  @Test
  void whatIsMissingHasADefault() throws Exception {
    assertThat(read("[{}, {}]").attachments()).containsExactly(description("0"), description("1"));
  }

  private static AttachmentDescription description(String id) {
    return new AttachmentDescription(
        id, AttachmentName.UNNAMED, ContentType.BYTES, AttachmentType.ATTACHMENT, 0, 1, false);
  }

  /** C-232: what describes nothing leads to no job and no outcome. */
  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "1", "\"text\"", "[]"})
  void whatIsNoListHoldsNoAttachments(String json) throws Exception {
    assertThat(read(json)).isEqualTo(AttachmentList.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "7 | found a JSON NUMBER; expected an object",
        "{\"id\": \"../x\"} | id: found \"../x\"; expected 1 to 64 of A-Z a-z 0-9 _ -",
        "{\"chunks\": -1} | chunks: found -1; expected 0 to 1000",
        "{\"chunks\": 1001} | chunks: found 1001; expected 0 to 1000",
        "{\"chunks\": \"many\"} | chunks: found \"many\"; expected 0 to 1000",
        "{\"size\": -5} | size: found -5; expected 0 or more bytes",
        "{\"size\": 1.5} | size: found 1.5; expected 0 or more bytes",
      })
  void aBadDescriptionLeavesItsNeighboursAlone(String bad, String problem) throws Exception {
    AttachmentList list = read("[{\"id\": \"first\"}, " + bad + ", {\"id\": \"last\"}]");

    assertThat(list.attachments()).containsExactly(description("first"), description("last"));
    assertThat(list.malformed())
        .containsExactly(
            new AttachmentReading.Malformed(1, AttachmentList.REASON_INVALID, problem));
  }

  @Test
  void theFirstOfTwoWithOneIdIsTaken() throws Exception {
    AttachmentList list = read("[{\"id\": \"a\", \"size\": 1}, {\"id\": \"a\", \"size\": 2}]");

    assertThat(list.attachments())
        .singleElement()
        .extracting(AttachmentDescription::size)
        .isEqualTo(1L);
    assertThat(list.malformed())
        .singleElement()
        .extracting(AttachmentReading.Malformed::reason, AttachmentReading.Malformed::position)
        .containsExactly(AttachmentList.REASON_DUPLICATE, 1);
  }

  @Test
  void anEventHasAtMostAHundredAttachments() throws Exception {
    String hundred = "{},".repeat(AttachmentList.ATTACHMENTS_MAX - 1) + "{}";

    assertThat(read("[" + hundred + "]").malformed()).isEmpty();
    AttachmentList list = read("[" + hundred + ",{}]");
    assertThat(list.attachments()).hasSize(AttachmentList.ATTACHMENTS_MAX);
    assertThat(list.malformed())
        .singleElement()
        .extracting(AttachmentReading.Malformed::reason)
        .isEqualTo(AttachmentList.REASON_TOO_MANY);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, text/plain",
    "'text/html; charset=utf-8', 'text/html; charset=utf-8'",
    "' image/png ', image/png",
    "nonsense, application/octet-stream",
    "text/, application/octet-stream",
    "'text/plain;\r\nX-Injected: 1', application/octet-stream",
    "<b>/x, application/octet-stream"
  })
  void aContentTypeThatIsNoneMeansBytes(String given, String kept) {
    assertThat(ContentType.of(given).value()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "event.view_hierarchy, event.view_hierarchy",
    "something.new, something.new",
    "'two words', event.attachment",
    "'', event.attachment"
  })
  void anUnknownTypeIsKeptAsFarAsItIsAWord(String given, String kept) {
    assertThat(AttachmentType.of(given).value()).isEqualTo(kept);
  }

  private static AttachmentList read(String json) throws Exception {
    return AttachmentList.read(JSON.readTree(json));
  }
}
