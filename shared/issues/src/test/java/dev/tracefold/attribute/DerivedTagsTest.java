package dev.tracefold.attribute;

import static dev.tracefold.attribute.Payloads.payload;
import static dev.tracefold.attribute.Payloads.tags;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DerivedTagsTest {

  private static final Instant NOW = Instant.parse("2022-01-12T09:30:00Z");

  @Test
  @DisplayName("C-026: level, logger, environment and transaction become tags")
  void attributesBecomeTags() {
    assertThat(
            written(
                "{'level': 'error', 'logger': 'app', 'environment': 'beta',"
                    + " 'transaction': 'foobar'}"))
        .containsExactly("level=error", "logger=app", "environment=beta", "transaction=foobar");
  }

  @Test
  @DisplayName("C-027, C-053: what is empty becomes no tag")
  void whatIsEmptyBecomesNoTag() {
    assertThat(written("{'level': 'error', 'logger': '', 'environment': null}"))
        .containsExactly("level=error");
  }

  @Test
  @DisplayName("C-028: the event's level replaces a tag of the client")
  void theLevelReplacesATag() {
    assertThat(written("{'level': 'warning', 'tags': [['level', 'custom'], ['a', '1']]}"))
        .containsExactly("a=1", "level=warning");
    assertThat(written("{'tags': [['level', 'custom'], ['a', '1']]}")).containsExactly("a=1");
  }

  @Test
  @DisplayName("C-044, C-056: prefixed tags replace the plain ones")
  void prefixedTagsReplaceThePlain() {
    assertThat(
            written(
                "{'tags': [['release', 'x'], ['dist', 'y'], ['user', 'z']], 'user': {'id': '1'}}",
                "1.0",
                "ios"))
        .containsExactly("sentry:release=1.0", "sentry:dist=ios", "sentry:user=id:1");
  }

  @Test
  @DisplayName("C-045, C-047: the release tag names the stored release, all 200 characters of it")
  void theReleaseTagNamesTheStoredRelease() {
    String stored = "foo-" + "a".repeat(196);

    assertThat(written("{'release': '" + "a".repeat(196) + "'}", stored, null))
        .containsExactly("sentry:release=" + stored);
  }

  @Test
  @DisplayName("C-051: without a release a dist is ignored")
  void withoutAReleaseADistIsIgnored() {
    assertThat(written("{'dist': 'ios'}", null, "ios")).isEmpty();
  }

  @Test
  @DisplayName("C-060: a placeholder for an address identifies nobody")
  void aPlaceholderIdentifiesNobody() {
    assertThat(written("{'user': {'ip_address': '[ip]'}}")).isEmpty();
  }

  @Test
  @DisplayName("C-037: an operating system gives name, version and whether it is rooted")
  void anOperatingSystemGivesThreeTags() {
    assertThat(
            written(
                "{'contexts': {'os': {'name': 'Windows', 'version': '95', 'rooted': true},"
                    + " 'my_os': {'type': 'os', 'rooted': false}}}"))
        .containsExactly("os=Windows 95", "os.name=Windows", "os.rooted=yes", "my_os.rooted=no");
  }

  @Test
  @DisplayName("C-038: a tag needs every field that it mentions")
  void aTagNeedsEveryField() {
    assertThat(written("{'contexts': {'runtime': {'name': 'CPython', 'version': null}}}"))
        .containsExactly("runtime.name=CPython");
  }

  @Test
  @DisplayName("C-039: tags are named by the context's key, not by its type")
  void tagsAreNamedByTheKey() {
    assertThat(written("{'contexts': {'my_device': {'type': 'device', 'model': 'iPad'}}}"))
        .containsExactly("my_device=iPad");
  }

  @Test
  @DisplayName("C-040: a context overrides a tag of the client")
  void aContextOverridesATag() {
    assertThat(
            written(
                "{'tags': [['browser', 'custom']],"
                    + " 'contexts': {'browser': {'name': 'Chrome', 'version': 97}}}"))
        .containsExactly("browser=Chrome 97", "browser.name=Chrome");
  }

  @Test
  @DisplayName("C-042: a null context is none")
  void aNullContextIsNone() {
    assertThat(written("{'contexts': {'os': null, 'device': 'text'}}")).isEmpty();
    assertThat(written("{'contexts': 'text'}")).isEmpty();
  }

  @Test
  void everyKnownContextHasItsTags() {
    assertThat(
            written(
                "{'contexts': {'app': {'device_app_hash': 'h'}, 'gpu': {'name': 'n',"
                    + " 'vendor_name': 'v'}, 'monitor': {'id': 'm'},"
                    + " 'device': {'model': ' ', 'family': ' f '}, 'trace': {'name': 't'}}}"))
        .containsExactly(
            "app.device=h", "gpu.name=n", "gpu.vendor=v", "monitor.id=m", "device.family=f");
  }

  @Test
  void theFirstExceptionsMechanismGivesTags() {
    assertThat(
            written(
                "{'tags': [['mechanism', 'x'], ['handled', 'x']], 'exception': {'values': ["
                    + "{'mechanism': {'type': 'm', 'handled': false}},"
                    + "{'mechanism': {'type': 'n', 'handled': true}}]}}"))
        .containsExactly("mechanism=m", "handled=no");
  }

  @Test
  void aMechanismWithoutTypeDeletesTheTag() {
    assertThat(
            written(
                "{'tags': [['mechanism', 'x'], ['handled', 'x']],"
                    + " 'exception': {'values': [{'mechanism': {'synthetic': true}}]}}"))
        .containsExactly("handled=x");
    assertThat(written("{'tags': [['mechanism', 'x']], 'exception': {'values': [null]}}"))
        .containsExactly("mechanism=x");
  }

  @Test
  @DisplayName("C-302: the URL becomes a tag unless there is one or it is too long")
  void theUrlBecomesATag() {
    String atLimit = "http://h/" + "x".repeat(191);

    assertThat(written("{'request': {'url': '" + atLimit + "'}}"))
        .containsExactly("url=" + atLimit);
    assertThat(written("{'request': {'url': '" + atLimit + "x'}}")).isEmpty();
    assertThat(written("{'tags': [['url', 'mine']], 'request': {'url': 'http://h'}}"))
        .containsExactly("url=mine");
    assertThat(written("{'tags': [['url', null]], 'request': {'url': 'http://h'}}"))
        .containsExactly("url=http://h");
  }

  @Test
  @DisplayName("C-035: without contexts the user agent gives tags, with contexts it gives none")
  void theUserAgentGivesTagsWithoutContexts() {
    String request =
        "'request': {'headers': [['Accept', '*/*'], ['User-Agent', 'Mozilla/5.0 (iPhone; CPU iPhone"
            + " OS 15_2_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.2"
            + " Mobile/15E148 Safari/604.1']]}";

    assertThat(written("{" + request + "}"))
        .containsExactly("browser=Mobile Safari 15.2", "device=iPhone", "os=iOS 15.2.1");
    assertThat(written("{" + request + ", 'tags': [['os', 'mine']]}"))
        .containsExactly("os=mine", "browser=Mobile Safari 15.2", "device=iPhone");
    assertThat(written("{" + request + ", 'contexts': {'trace': {'trace_id': 'x'}}}")).isEmpty();
    assertThat(written("{'request': {'headers': [['User-Agent', '!']]}}")).isEmpty();
  }

  @Test
  void writingTwiceIsWritingOnce() {
    ObjectNode payload =
        payload(
            "{'level': 'error', 'user': {'id': '1'}, 'request': {'url': 'http://h'},"
                + "'contexts': {'os': {'name': 'a', 'version': 'b'}}, 'tags': [['x', 'y'], null]}");
    EventAttributes attributes = EventAttributes.read(payload, NOW);
    DerivedTags.write(payload, attributes, "1.0", null);
    ObjectNode once = payload.deepCopy();

    DerivedTags.write(payload, attributes, "1.0", null);

    assertThat(EventTags.of(payload).sorted()).isEqualTo(EventTags.of(once).sorted());
  }

  private static List<String> written(String json) {
    return written(json, null, null);
  }

  private static List<String> written(
      String json, @Nullable String release, @Nullable String dist) {
    ObjectNode payload = payload(json);
    DerivedTags.write(payload, EventAttributes.read(payload, NOW), release, dist);
    return tags(payload);
  }
}
