package dev.tracefold.attribute;

import static dev.tracefold.attribute.Payloads.payload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.MaterializedFields.CurrentLevel;
import dev.tracefold.event.EventReader;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaterializedFieldsTest {

  private static final String LABELS =
      "[[{'function': 'foo'}], [{'function': 'foo'}, {'function': 'bar'}, {'function': 'baz'}]]";

  @Test
  @DisplayName("C-097: a message is the title of a default event")
  void aMessageIsTheTitle() {
    MaterializedFields fields =
        fields("{'logentry': {'formatted': 'foo bar', 'message': 'foo %s'}}");

    assertThat(fields.type()).isEqualTo(EventType.DEFAULT);
    assertThat(fields.metadata()).isEqualTo(payload("{'title': 'foo bar'}"));
    assertThat(fields.title()).isEqualTo("foo bar");
    assertThat(fields.location()).isNull();
  }

  @Test
  @DisplayName("C-098: a long first line is cut, blanks are no message")
  void aLongFirstLineIsCut() {
    assertThat(fields("{'logentry': {'formatted': '" + "x".repeat(100) + "\\nmore'}}").title())
        .isEqualTo("x".repeat(100));
    assertThat(fields("{'logentry': {'formatted': '" + "x".repeat(101) + "'}}").title())
        .isEqualTo("x".repeat(97) + "...");
    assertThat(fields("{'logentry': {'formatted': ' \\u00a0\\n '}}").title())
        .isEqualTo("<unlabeled event>");
    assertThat(fields("{}").title()).isEqualTo("<unlabeled event>");
  }

  @Test
  @DisplayName("C-099, C-121: an exception gives type, value and the flag, also to be searched for")
  void anExceptionGivesTypeAndValue() {
    MaterializedFields fields =
        fields(
            "{'platform': 'other', 'type': 'error', 'exception': {'values': ["
                + "{'type': 'Foo', 'value': 'bar'}]}}");

    assertThat(fields.metadata().toString())
        .isEqualTo("{\"value\":\"bar\",\"type\":\"Foo\",\"display_title_with_tree_label\":false}");
    assertThat(fields.title()).isEqualTo("Foo: bar");
    assertThat(fields.searchMessage()).isEqualTo("bar Foo False");
  }

  @Test
  @DisplayName("C-100: of several exceptions the last counts")
  void theLastExceptionCounts() {
    assertThat(error("{'type': 'A'}, {'type': 'B'}").title()).isEqualTo("B");
    assertThat(error("{'type': 'A'}, null").metadata()).isEqualTo(payload("{}"));
    assertThat(error("{'type': 'A'}, null").title()).isEqualTo("<unknown>");
  }

  @Test
  @DisplayName("C-101: a title shows the first line of the value, 100 characters at most")
  void aTitleShowsTheFirstLineOfTheValue() {
    assertThat(error("{'type': 'T', 'value': 'line1\\nline2'}").title()).isEqualTo("T: line1");
    assertThat(error("{'type': 'T', 'value': '\\nline2'}").title()).isEqualTo("T: ");
    assertThat(error("{'type': 'T', 'value': '" + "v".repeat(150) + "'}").title())
        .isEqualTo("T: " + "v".repeat(97) + "...");
  }

  @Test
  @DisplayName("C-102: without a type it is an error, without a value the type is the title")
  void aMissingTypeIsError() {
    assertThat(error("{'value': 'v'}").metadata().path("type").textValue()).isEqualTo("Error");
    assertThat(error("{'type': 'T'}").metadata().path("value").textValue()).isEmpty();
    assertThat(error("{'type': 'T'}").title()).isEqualTo("T");
  }

  @Test
  void aSyntheticExceptionHasNoType() {
    MaterializedFields fields =
        error(
            "{'type': 'SIGSEGV', 'value': 'v', 'mechanism': {'synthetic': true}, 'stacktrace':"
                + " {'frames': [{'function': 'crash', 'in_app': true, 'filename': 'a.c'}]}}");

    assertThat(fields.metadata().has("type")).isFalse();
    assertThat(fields.title()).isEqualTo("crash");
    assertThat(fields.location()).isEqualTo("a.c");
  }

  @Test
  void longTypesAndValuesAreCut() {
    ObjectNode metadata =
        error("{'type': '" + "t".repeat(129) + "', 'value': '" + "v".repeat(1025) + "'}")
            .metadata();

    assertThat(metadata.path("type").textValue()).isEqualTo("t".repeat(125) + "...");
    assertThat(metadata.path("value").textValue()).isEqualTo("v".repeat(1021) + "...");
  }

  @Test
  @DisplayName("C-104: on native platforms the title ends in two parts of the finest label")
  void aTitleEndsInTheFinestLabel() {
    ObjectNode payload =
        payload(
            "{'platform': 'cocoa', 'type': 'error', 'hierarchical_tree_labels': "
                + LABELS
                + ", 'exception': {'values': [{'type': 'EXC', 'value': 'bad'}]}}");
    MaterializedFields fields = MaterializedFields.of(payload, EventReader.read(payload));

    fields.writeTo(payload);

    assertThat(fields.title()).isEqualTo("EXC: bad | foo | bar");
    assertThat(payload.path("title").textValue()).isEqualTo("EXC: bad | foo | bar");
    assertThat(payload.path("metadata").path("finest_tree_label"))
        .isEqualTo(payload("{'l': [{'function': 'foo'}, {'function': 'bar'}]}").get("l"));
    assertThat(fields.searchMessage())
        .isEqualTo("bad EXC True [{'function': 'foo'}, {'function': 'bar'}]");
  }

  @Test
  @DisplayName("C-143: an issue shows the label of its own level")
  void anIssueShowsTheLabelOfItsLevel() {
    ObjectNode payload =
        payload(
            "{'platform': 'cocoa', 'type': 'error', 'hierarchical_tree_labels': "
                + LABELS
                + ", 'exception': {'values': [{'type': 'EXC', 'value': 'bad'}]}}");
    MaterializedFields fields = MaterializedFields.of(payload, EventReader.read(payload));

    ObjectNode data = fields.issueData(CurrentLevel.of(payload, 0), Instant.ofEpochSecond(5));

    assertThat(data.path("title").textValue()).isEqualTo("EXC: bad | foo");
    assertThat(data.path("metadata").path("current_level").intValue()).isZero();
    assertThat(data.path("metadata").has("finest_tree_label")).isFalse();
    assertThat(
            fields
                .issueData(CurrentLevel.of(payload, 1), Instant.EPOCH)
                .path("metadata")
                .path("current_tree_label"))
        .hasSize(2);
    assertThat(
            fields
                .issueData(CurrentLevel.of(payload, 7), Instant.EPOCH)
                .path("metadata")
                .path("current_tree_label")
                .isNull())
        .isTrue();
  }

  @Test
  @DisplayName("C-092: a null label is kept as null")
  void aNullLabelIsKept() {
    MaterializedFields fields =
        fields(
            "{'platform': 'cocoa', 'type': 'error', 'hierarchical_tree_labels': [null],"
                + " 'exception': {'values': [{'type': 'EXC', 'value': 'bad'}]}}");

    assertThat(fields.title()).isEqualTo("EXC: bad");
    assertThat(fields.finestLabel()).hasValueSatisfying(l -> assertThat(l.isNull()).isTrue());
    assertThat(fields.searchMessage()).isEqualTo("bad EXC True None");
  }

  @Test
  @DisplayName("C-105: on other platforms the title has no label")
  void otherPlatformsHaveNoLabel() {
    assertThat(
            fields(
                    "{'platform': 'python', 'type': 'error', 'hierarchical_tree_labels': "
                        + LABELS
                        + ", 'exception': {'values': [{'type': 'EXC', 'value': 'bad'}]}}")
                .title())
        .isEqualTo("EXC: bad");
  }

  @Test
  @DisplayName("C-106: the current label wins over the finest, and stands alone without a type")
  void theCurrentLabelWins() {
    assertThat(
            EventTitle.of(
                EventType.ERROR, payload("{'current_tree_label': [{'function': 'foo'}]}")))
        .isEqualTo("foo");
    assertThat(
            EventTitle.of(
                EventType.ERROR,
                payload(
                    "{'current_tree_label': [{'function': 'foo'}],"
                        + " 'finest_tree_label': [{'function': 'bar'}]}")))
        .isEqualTo("foo");
    assertThat(
            EventTitle.of(
                EventType.ERROR,
                payload(
                    "{'current_tree_label': null, 'finest_tree_label': ['plain',"
                        + " {'classbase': 'C', 'package': 'p'}, {'classbase': 'C'}, {}]}")))
        .isEqualTo("plain | C.p | C | <unknown>");
  }

  @Test
  @DisplayName("C-305: a report's message wins over a custom title")
  void aReportsMessageWins() {
    MaterializedFields fields =
        fields(
            "{'type': 'csp', 'title': 'custom', 'logentry': {'formatted': ' blocked '},"
                + " 'csp': {'blocked_uri': 'https://a.b/x', 'effective_directive': 'img-src'}}");

    assertThat(fields.title()).isEqualTo("blocked");
    assertThat(fields.metadata())
        .isEqualTo(
            payload(
                "{'message': 'blocked', 'uri': 'a.b', 'directive': 'img-src', 'title': 'custom'}"));
    assertThat(fields.location()).isEqualTo("a.b");
  }

  @ParameterizedTest
  @DisplayName("C-109: a host is the origin of its reports")
  @CsvSource({"hpkp", "expectct", "expectstaple"})
  void aHostIsTheOrigin(String type) {
    MaterializedFields fields =
        fields("{'type': '" + type + "', '" + type + "': {'hostname': 'www.example.com'}}");

    assertThat(fields.metadata().path("origin").textValue()).isEqualTo("www.example.com");
    assertThat(fields.location()).isEqualTo("www.example.com");
    assertThat(fields.title()).isEqualTo("<untitled>");
  }

  @Test
  @DisplayName("C-256: a transaction's title is its description, else its name")
  void aTransactionHasATitle() {
    MaterializedFields described =
        fields(
            "{'type': 'transaction', 'transaction': 't',"
                + " 'contexts': {'trace': {'description': 'desc'}}}");

    assertThat(described.title()).isEqualTo("desc");
    assertThat(described.location()).isEqualTo("t");
    assertThat(fields("{'type': 'transaction', 'transaction': 't'}").title()).isEqualTo("t");
    assertThat(fields("{'type': 'transaction'}").title()).isEqualTo("<untitled>");
  }

  @Test
  @DisplayName("C-309: frames without a telling name are passed over for metadata")
  void redactedFramesArePassedOver() {
    MaterializedFields fields =
        error(
            "{'type': 'T', 'stacktrace': {'frames': [{'function': 'f', 'in_app': false},"
                + " {'function': '<redacted>', 'in_app': true}]}}");

    assertThat(fields.metadata().path("function").textValue()).isEqualTo("f");
  }

  @Test
  @DisplayName("C-312: an empty type is a type")
  void anEmptyTypeIsAType() {
    MaterializedFields fields = error("{'type': '', 'value': 'bar'}");

    assertThat(fields.metadata().path("type").textValue()).isEmpty();
    assertThat(fields.title()).isEqualTo(": bar");
    assertThat(error("{'type': ''}").title()).isEqualTo("<unknown>");
  }

  @Test
  void aCustomTitleWins() {
    MaterializedFields fields =
        fields("{'title': 'Boom', 'type': 'error', 'exception': {'values': [{'type': 'A'}]}}");

    assertThat(fields.title()).isEqualTo("Boom");
    assertThat(fields.metadata().path("title").textValue()).isEqualTo("Boom");
  }

  @Test
  @DisplayName("C-136: an issue stores the five fields and when it was last received")
  void anIssueStoresFiveFields() {
    MaterializedFields fields = fields("{'transaction': 't', 'logentry': {'formatted': 'hello'}}");

    assertThat(fields.issueData(null, Instant.ofEpochSecond(1641979800)).toString())
        .isEqualTo(
            "{\"type\":\"default\",\"culprit\":\"t\",\"metadata\":{\"title\":\"hello\"},"
                + "\"title\":\"hello\",\"location\":null,\"last_received\":1641979800}");
    assertThat(
            fields
                .issueData(null, Instant.ofEpochSecond(1641979800, 250_000_000))
                .path("last_received")
                .doubleValue())
        .isEqualTo(1641979800.25);
  }

  @Test
  @DisplayName("C-120: the culprit can be searched for")
  void theCulpritCanBeSearchedFor() {
    assertThat(
            fields(
                    "{'transaction': 'sentry.tasks.process',"
                        + " 'logentry': {'formatted': 'hello world'}}")
                .searchMessage())
        .isEqualTo("hello world sentry.tasks.process");
  }

  @Test
  @DisplayName("C-122, C-301: a search message has 8192 characters at most")
  void aSearchMessageIsCut() {
    assertThat(fields("{'logentry': {'formatted': '" + "x".repeat(8300) + "'}}").searchMessage())
        .isEqualTo("x".repeat(8189) + "...");
    assertThat(fields("{'logentry': {'formatted': '" + "x".repeat(8192) + "'}}").searchMessage())
        .startsWith("x".repeat(8189) + "...");
  }

  @Test
  void aNewIssuesMessageIsOneLine() {
    assertThat(fields("{'logentry': {'formatted': 'one\\ntwo'}}").creationMessage())
        .isEqualTo("one");
    assertThat(fields("{'logentry': {'formatted': '" + "x".repeat(300) + "'}}").creationMessage())
        .isEqualTo("x".repeat(252) + "...");
  }

  private static MaterializedFields error(String exceptions) {
    return fields("{'type': 'error', 'exception': {'values': [" + exceptions + "]}}");
  }

  private static MaterializedFields fields(String json) {
    ObjectNode payload = payload(json);
    return MaterializedFields.of(payload, EventReader.read(payload));
  }
}
