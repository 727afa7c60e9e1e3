package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.text.UnicodeText;

/** The text by which people find an event or issue (event-saving 10.6). */
final class SearchMessage {

  private static final int LENGTH_MAX = 8192;

  private SearchMessage() {}

  /**
   * The log entry's text and whatever the metadata's values and the culprit add to it.
   *
   * @param logText text of the log entry; empty if there is none
   */
  static String of(String logText, ObjectNode metadata, String culprit) {
    StringBuilder message = new StringBuilder(logText);
    for (JsonNode value : metadata) {
      append(message, PythonText.of(value));
    }
    append(message, culprit);
    return UnicodeText.truncate(UnicodeText.strip(message.toString()), LENGTH_MAX);
  }

  private static void append(StringBuilder message, String text) {
    if (message.indexOf(text) < 0) {
      message.append(' ').append(text);
    }
  }
}
