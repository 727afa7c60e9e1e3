package dev.tracefold.intake.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.intake.body.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvelopeReaderTest {

  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";

  @Test
  void headersAreRead() {
    Envelope envelope =
        valid(
            """
            {"event_id":"9EC79C33-EC99-42AB-8353-589FCB2E04DC","dsn":"https://k@host/1",\
            "sent_at":"2026-11-24T00:00:00.5Z","sdk":{"name":"x"}}
            """);
    assertThat(envelope)
        .isEqualTo(
            new Envelope(
                ID, "https://k@host/1", Instant.parse("2026-11-24T00:00:00.5Z"), List.of()));
  }

  @Test
  void itemsEndByLengthOrByLineBreak() {
    Envelope envelope =
        valid(
            """
            {}
            {"type":"attachment","length":9,"filename":"a.txt","content_type":"text/plain"}
            two
            lines
            {"type":"event"}
            {"message":"hi"}

            {"type":"session","length":0}

            {"type":"never_heard_of","item_count":3,"attachment_type":"t"}
            last""");
    assertThat(envelope.items())
        .containsExactly(
            new EnvelopeItem(
                ItemType.ATTACHMENT, Bytes.utf8("two\nlines"), "text/plain", "a.txt", null, null),
            EnvelopeItem.of(ItemType.EVENT, Bytes.utf8("{\"message\":\"hi\"}")),
            EnvelopeItem.of(ItemType.SESSION, Bytes.EMPTY),
            new EnvelopeItem(ItemType.UNKNOWN, Bytes.utf8("last"), null, null, "t", 3));
  }

  @Test
  void carriageReturnsBeforeLineBreaksAreTaken() {
    Envelope envelope = valid("{\"event_id\":\"" + ID + "\"}\r\n{\"type\":\"event\"}\r\n{}\r\n");
    assertThat(envelope.eventId()).isEqualTo(ID);
    assertThat(envelope.items()).containsExactly(EnvelopeItem.of(ItemType.EVENT, Bytes.utf8("{}")));
  }

  @Test
  void aPayloadMayEndWithTheBody() {
    assertThat(valid("{}\n{\"type\":\"event\",\"length\":2}\n{}").items()).hasSize(1);
    assertThat(valid("{}\n{\"type\":\"attachment\",\"length\":0}").items()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | envelope: header is not a JSON object",
        "[] | envelope: header is not a JSON object",
        "not json | envelope: header is not a JSON object",
        "{\"event_id\":\"abc\"} | envelope header: event_id is not 32 hex digits",
        "{}~[] | item 0: header is not a JSON object",
        "{}~{} | item 0: header has no type",
        "{}~{\"type\":1} | item 0: header has no type",
        "{}~{\"type\":\"event\",\"length\":9}~{} | item 0: length says 9 bytes, but 2 are left",
        "{}~{\"type\":\"event\",\"length\":9e9}~{} | item 0: length is not a count of bytes",
        "{}~{\"type\":\"event\",\"length\":-1}~{} | item 0: length is not a count of bytes",
        "{}~{\"type\":\"event\",\"length\":99999999999}~{} "
            + "| item 0: length says 99999999999 bytes, but 2 are left",
        "{}~{\"type\":\"event\",\"length\":1}~{} | item 0: no line break after the payload",
      })
  void brokenFramingSaysWhereAndWhat(String body, String detail) {
    assertThat(EnvelopeReader.read(Bytes.utf8(body.replace('~', '\n'))))
        .isEqualTo(new EnvelopeRead.Invalid(detail));
  }

  @Test
  void itemsAreLimited() {
    String items = "{\"type\":\"event\"}\n{}\n".repeat(EnvelopeReader.ITEMS_MAX);
    assertThat(valid("{}\n" + items).items()).hasSize(EnvelopeReader.ITEMS_MAX);
    assertThat(EnvelopeReader.read(Bytes.utf8("{}\n" + items + "{\"type\":\"event\"}\n{}")))
        .isEqualTo(new EnvelopeRead.TooMany(EnvelopeReader.ITEMS_MAX));
  }

  @Test
  void headersAreLimited() {
    String header = "{\"x\":\"" + "a".repeat(EnvelopeReader.HEADER_BYTES_MAX - 8) + "\"}";
    assertThat(valid(header).items()).isEmpty();
    assertThat(EnvelopeReader.read(Bytes.utf8(header + " ")))
        .isInstanceOf(EnvelopeRead.Invalid.class);
  }

  @Test
  void mutatedEnvelopesNeverThrow() {
    byte[] sound =
        """
        {"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","sent_at":"2026-11-24T00:00:00Z"}
        {"type":"event","length":16}
        {"message":"hi"}
        {"type":"attachment","length":3,"filename":"a"}
        abc
        """
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = sound.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      assertThat(EnvelopeReader.read(Bytes.of(mutated).slice(0, random.nextInt(mutated.length))))
          .isNotNull();
    }
  }

  private static Envelope valid(String body) {
    EnvelopeRead read = EnvelopeReader.read(Bytes.utf8(body));
    assertThat(read).isInstanceOf(EnvelopeRead.Valid.class);
    return ((EnvelopeRead.Valid) read).envelope();
  }
}
