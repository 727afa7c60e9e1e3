package dev.tracefold.attribute;

import static dev.tracefold.attribute.Payloads.payload;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventUserTest {

  @Test
  @DisplayName("C-056: an id identifies")
  void anIdIdentifies() {
    EventUser user = user("{'id': '1', 'username': 'u'}");

    assertThat(user.hash()).isEqualTo("c4ca4238a0b923820dcc509a6f75849b");
    assertThat(user.tagValue()).isEqualTo("id:1");
  }

  @Test
  @DisplayName("C-058: a username identifies, hashed as UTF-8")
  void aUsernameIdentifies() {
    EventUser user = user("{'username': 'foô'}");

    assertThat(user.hash()).isEqualTo("d9fe429ecc0f392e98f20d463f6c8b47");
    assertThat(user.tagValue()).isEqualTo("username:foô");
  }

  @Test
  @DisplayName("C-065: the same text as id and as username is the same user; each has its own tag")
  void theKindIsNoPartOfTheHash() {
    assertThat(user("{'id': 'foo'}").hash()).isEqualTo(user("{'username': 'foo'}").hash());
    assertThat(user("{'username': 'foo'}").tagValue()).isEqualTo("username:foo");
  }

  @Test
  @DisplayName("C-061: a name alone identifies nobody")
  void aNameAloneIdentifiesNobody() {
    assertThat(EventUser.read(payload("{'name': 'jane'}"))).isEmpty();
    assertThat(EventUser.read(payload("{}"))).isEmpty();
    assertThat(EventUser.read(payload("{'user': 'text'}").path("user"))).isEmpty();
  }

  @Test
  @DisplayName("C-067: an address identifies, and is found through its tag")
  void anAddressIdentifies() {
    EventUser user = user("{'ip_address': '::1'}");

    assertThat(user.tagValue()).isEqualTo("ip:::1");
    assertThat(EventUser.hashOfTagValue("ip:::1")).contains(user.hash());
    assertThat(EventUser.hashOfTagValue("none")).isEmpty();
  }

  @Test
  void anEmailComesBeforeAnAddress() {
    assertThat(user("{'email': 'a@b', 'ip_address': '10.0.0.1', 'id': ''}").tagValue())
        .isEqualTo("email:a@b");
  }

  @Test
  void longTextsAreCutAsNormalisationCutsThem() {
    EventUser user = user("{'id': '%s', 'email': '%s'}".formatted("i".repeat(129), "e".repeat(76)));

    assertThat(user.ident()).isEqualTo("i".repeat(125) + "...");
    assertThat(user.email()).isEqualTo("e".repeat(72) + "...");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "ABCD::ef01",
        "::ffff:10.0.0.1",
        "1:2:3:4:5:6:1.2.3.4"
      })
  void addressesAreKnown(String address) {
    assertThat(user("{'ip_address': '" + address + "'}").ipAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ip]",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3.",
        "1.2.3.+4",
        "1.2.3.٤",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "1::2::3",
        "12345::",
        "::g",
        "fe80::1%eth0",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4"
      })
  void whatIsNoAddressIsIgnored(String text) {
    assertThat(EventUser.read(payload("{'ip_address': '" + text + "'}"))).isEmpty();
  }

  private static EventUser user(String json) {
    return EventUser.read(payload(json)).orElseThrow();
  }
}
