package dev.tracefold.enhancement;

import dev.tracefold.text.UnicodeText;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule text and a place in it, with the tokens that enhancement and fingerprint rules share
 * (enhancements 2 and 3, fingerprinting 2).
 *
 * <p>What reads a token moves on behind it, or stays and returns null or false. What was expected
 * at the furthest place is remembered for the error.
 */
public final class RuleText {

  private final String text;
  private final Set<String> expected = new LinkedHashSet<>();
  private int position;
  private int furthest;

  /**
   * A text at its start.
   *
   * @param lengthMax most UTF-16 units
   * @throws RuleSyntaxException if the text has more
   */
  public RuleText(String text, int lengthMax) throws RuleSyntaxException {
    if (text.length() > lengthMax) {
      throw RuleSyntaxException.at(
          text, lengthMax, "more text", "at most " + lengthMax + " characters");
    }
    this.text = text;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** Where the next token starts, in UTF-16 units from 0. */
  public int position() {
    return position;
  }

  /** Goes to a place, such as that of an attempt that failed. */
  public void moveTo(int place) {
    position = place;
  }

  /** Whether nothing is left. */
  public boolean atEnd() {
    return position == text.length();
  }

  /** Whether nothing is left of the line. */
  public boolean atLineEnd() {
    return atEnd() || looksAt('\n') || looksAt('\r');
  }

  /** Moves behind the character that ends the line; stays where it is not there yet. */
  public void endLine() {
    if (!atEnd() && atLineEnd()) {
      position++;
    }
  }

  /** Reads what is left of the line. */
  public String restOfLine() {
    int start = position;
    while (!atLineEnd()) {
      position++;
    }
    return text.substring(start, position);
  }

  /** Moves behind blanks; a tab is none. */
  public void skipBlanks() {
    while (looksAt(' ')) {
      position++;
    }
  }

  /** Whether a character is next. */
  public boolean looksAt(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  /** Reads a character. */
  public boolean take(char c) {
    boolean there = looksAt(c);
    position += there ? 1 : 0;
    return there;
  }

  /** Reads a word, whatever follows it. */
  public boolean takeWord(String word) {
    boolean there = text.startsWith(word, position);
    position += there ? word.length() : 0;
    return there;
  }

  /** Reads a name: ASCII letters, digits, underscores, full stops and hyphens. */
  public @Nullable String name() {
    int start = position;
    while (!atEnd() && isNameCharacter(text.charAt(position))) {
      position++;
    }
    return position == start ? null : text.substring(start, position);
  }

  /** Reads a name in quotation marks, in which colons may stand too; returns it without them. */
  public @Nullable String quotedName() {
    if (!looksAt('"')) {
      return null;
    }
    int start = position + 1;
    int end = start;
    while (end < text.length() && (isNameCharacter(text.charAt(end)) || text.charAt(end) == ':')) {
      end++;
    }
    if (end == start || end == text.length() || text.charAt(end) != '"') {
      return null;
    }
    position = end + 1;
    return text.substring(start, end);
  }

  /** Reads a value: quoted, or up to the next whitespace. */
  public @Nullable String value() {
    String quoted = quoted();
    if (quoted != null) {
      return quoted;
    }
    int start = position;
    while (!atEnd() && !UnicodeText.isSpace(text.charAt(position))) {
      position++;
    }
    return position == start ? null : text.substring(start, position);
  }

  /** Reads a text in quotation marks, its escapes undone. */
  public @Nullable String quoted() {
    if (!looksAt('"')) {
      return null;
    }
    for (int end = position + 1; end < text.length(); end++) {
      char c = text.charAt(end);
      if (c == '"') {
        String value = QuotedText.unescape(text.substring(position + 1, end));
        position = end + 1;
        return value;
      }
      if (c == '\\') {
        end++;
        if (end < text.length() && text.charAt(end) == '\n') {
          return null;
        }
      }
    }
    return null;
  }

  /** Remembers what would have fitted here. */
  public void expect(String what) {
    expectAt(position, what);
  }

  /** Remembers what would have fitted at a place. */
  public void expectAt(int place, String what) {
    if (place > furthest) {
      furthest = place;
      expected.clear();
    }
    if (place == furthest) {
      expected.add(what);
    }
  }

  /** The error that nothing fits at the furthest place. */
  public RuleSyntaxException failure() {
    return RuleSyntaxException.at(text, furthest, String.join(", or ", expected));
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }
}
