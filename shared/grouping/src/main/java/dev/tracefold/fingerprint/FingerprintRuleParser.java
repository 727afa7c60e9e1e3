package dev.tracefold.fingerprint;

import dev.tracefold.enhancement.QuotedText;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.text.UnicodeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of fingerprint rules (fingerprinting 2).
 *
 * <p>Alternatives are tried in the order of the grammar; what an alternative took is never given
 * back in part. Each method reads one production: it moves on and returns what it read, or stays
 * and returns null. What the attempts that got furthest expected is kept for the error.
 */
final class FingerprintRuleParser {

  /** Longest text in UTF-16 units; far more than a person maintains. */
  static final int TEXT_LENGTH_MAX = 256 * 1024;

  /** Most rules: each of them is tried for every event. */
  static final int RULES_MAX = 4096;

  private final String text;
  private final ChangelogReader changelog = new ChangelogReader();
  private final Set<String> expected = new LinkedHashSet<>();
  private int position;
  private int furthest;

  FingerprintRuleParser(String text) {
    this.text = text;
  }

  /** What the comments at the top say; null if there are none. To be asked after the rules. */
  @Nullable String changelog() {
    return changelog.text();
  }

  /** The rules, in order. */
  List<FingerprintRule> rules() throws RuleSyntaxException {
    if (text.length() > TEXT_LENGTH_MAX) {
      throw RuleSyntaxException.at(
          text, TEXT_LENGTH_MAX, "more text", "at most " + TEXT_LENGTH_MAX + " characters");
    }
    List<FingerprintRule> rules = new ArrayList<>();
    while (position < text.length()) {
      skipBlanks();
      if (looksAt('#')) {
        changelog.comment(comment());
      } else if (position < text.length() && !atLineEnd()) {
        changelog.end();
        int start = position;
        FingerprintRule rule = rule();
        if (rule == null) {
          throw RuleSyntaxException.at(text, furthest, String.join(", or ", expected));
        }
        if (rules.size() == RULES_MAX) {
          throw RuleSyntaxException.at(
              text, start, "another rule", "at most " + RULES_MAX + " rules");
        }
        rules.add(rule);
        skipBlanks();
      }
      if (position < text.length() && atLineEnd()) {
        position++;
      }
    }
    return rules;
  }

  private String comment() {
    int start = position;
    while (position < text.length() && !atLineEnd()) {
      position++;
    }
    return text.substring(start, position);
  }

  private @Nullable FingerprintRule rule() throws RuleSyntaxException {
    List<FingerprintMatcher> matchers = new ArrayList<>();
    for (FingerprintMatcher matcher = matcher(); matcher != null; matcher = matcher()) {
      matchers.add(matcher);
    }
    if (matchers.isEmpty()) {
      return null;
    }
    skipBlanks();
    if (!text.startsWith("->", position)) {
      failed(position, "->");
      return null;
    }
    position += 2;
    List<String> fingerprint = new ArrayList<>();
    SortedMap<String, String> attributes = new TreeMap<>();
    int parts = 0;
    while (part(fingerprint, attributes)) {
      parts++;
    }
    if (parts == 0) {
      failed(position, "a part of the fingerprint, such as a word or {{ default }}");
      return null;
    }
    return new FingerprintRule(matchers, fingerprint, attributes);
  }

  private @Nullable FingerprintMatcher matcher() throws RuleSyntaxException {
    int start = position;
    skipBlanks();
    boolean negated = looksAt('!');
    if (negated) {
      position++;
    }
    int keyStart = position;
    String key = looksAt('"') ? quotedKey() : bareKey();
    if (key == null || !looksAt(':')) {
      failed(key == null ? keyStart : position, key == null ? "a matcher such as type:Name" : ":");
      position = start;
      return null;
    }
    position++;
    String value = value();
    if (value == null) {
      failed(position, "a value");
      position = start;
      return null;
    }
    String canonical = FingerprintField.canonical(key);
    if (FingerprintField.of(canonical).isEmpty()) {
      throw RuleSyntaxException.at(
          text,
          keyStart,
          "one of the matchers type, value, message, logger, level, tags.NAME, module, path,"
              + " package, function, family, app");
    }
    return new FingerprintMatcher(canonical, value, negated);
  }

  private @Nullable String bareKey() {
    int start = position;
    while (position < text.length() && isKeyCharacter(text.charAt(position))) {
      position++;
    }
    return position == start ? null : text.substring(start, position);
  }

  private @Nullable String quotedKey() {
    int end = position + 1;
    while (end < text.length() && (isKeyCharacter(text.charAt(end)) || text.charAt(end) == ':')) {
      end++;
    }
    if (end == position + 1 || end >= text.length() || text.charAt(end) != '"') {
      return null;
    }
    String key = text.substring(position + 1, end);
    position = end + 1;
    return key;
  }

  private static boolean isKeyCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }

  private @Nullable String value() {
    String quoted = quoted();
    if (quoted != null) {
      return quoted;
    }
    int start = position;
    while (position < text.length() && !UnicodeText.isSpace(text.charAt(position))) {
      position++;
    }
    return position == start ? null : text.substring(start, position);
  }

  /** A quoted text with its escapes undone; null if it is not closed. */
  private @Nullable String quoted() {
    if (!looksAt('"')) {
      return null;
    }
    int end = position + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      if (text.charAt(end) == '\\') {
        end++;
        if (end < text.length() && text.charAt(end) == '\n') {
          return null;
        }
      }
      end++;
    }
    if (end >= text.length()) {
      return null;
    }
    String value = QuotedText.unescape(text.substring(position + 1, end));
    position = end + 1;
    return value;
  }

  private boolean part(List<String> fingerprint, SortedMap<String, String> attributes)
      throws RuleSyntaxException {
    int start = position;
    skipBlanks();
    if (!attribute(attributes)) {
      String part = quoted();
      part = part == null ? loose() : part;
      if (part == null) {
        failed(position, "a part of the fingerprint");
        position = start;
        return false;
      }
      fingerprint.add(part);
    }
    skipBlanks();
    if (looksAt(',')) {
      position++;
    }
    return true;
  }

  private boolean attribute(SortedMap<String, String> attributes) throws RuleSyntaxException {
    int start = position;
    String name = bareKey();
    if (name == null || !looksAt('=')) {
      position = start;
      return false;
    }
    position++;
    String value = quoted();
    if (value == null) {
      position = start;
      return false;
    }
    if (!name.equals(FingerprintRule.TITLE)) {
      throw RuleSyntaxException.at(text, start, "the attribute title");
    }
    attributes.put(name, value);
    return true;
  }

  private @Nullable String loose() {
    Placeholder variable = Placeholder.at(text, position);
    int start = position;
    if (variable != null) {
      position = variable.end();
      return text.substring(start, position);
    }
    while (position < text.length()
        && !UnicodeText.isSpace(text.charAt(position))
        && !looksAt('{')
        && !looksAt(',')) {
      position++;
    }
    return position == start ? null : text.substring(start, position);
  }

  /** Remembers what was expected where the attempts got furthest. */
  private void failed(int at, String what) {
    if (at > furthest) {
      furthest = at;
      expected.clear();
    }
    if (at == furthest) {
      expected.add(what);
    }
  }

  private boolean looksAt(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private boolean atLineEnd() {
    return looksAt('\n') || looksAt('\r');
  }

  private void skipBlanks() {
    while (looksAt(' ')) {
      position++;
    }
  }
}
