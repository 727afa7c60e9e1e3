package dev.tracefold.fingerprint;

import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.enhancement.RuleText;
import dev.tracefold.text.UnicodeText;
import java.util.ArrayList;
import java.util.List;
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

  private final RuleText text;
  private final ChangelogReader changelog = new ChangelogReader();

  FingerprintRuleParser(String text) throws RuleSyntaxException {
    this.text = new RuleText(text, TEXT_LENGTH_MAX);
  }

  /** What the comments at the top say; null if there are none. To be asked after the rules. */
  @Nullable String changelog() {
    return changelog.text();
  }

  /** The rules, in order. */
  List<FingerprintRule> rules() throws RuleSyntaxException {
    List<FingerprintRule> rules = new ArrayList<>();
    while (!text.atEnd()) {
      text.skipBlanks();
      if (text.looksAt('#')) {
        changelog.comment(text.restOfLine());
      } else if (!text.atLineEnd()) {
        changelog.end();
        int start = text.position();
        FingerprintRule rule = rule();
        if (rule == null) {
          throw text.failure();
        }
        if (rules.size() == RULES_MAX) {
          throw RuleSyntaxException.at(
              text.text(), start, "another rule", "at most " + RULES_MAX + " rules");
        }
        rules.add(rule);
        text.skipBlanks();
      }
      text.endLine();
    }
    return rules;
  }

  private @Nullable FingerprintRule rule() throws RuleSyntaxException {
    List<FingerprintMatcher> matchers = new ArrayList<>();
    for (FingerprintMatcher matcher = matcher(); matcher != null; matcher = matcher()) {
      matchers.add(matcher);
    }
    if (matchers.isEmpty()) {
      return null;
    }
    text.skipBlanks();
    if (!text.takeWord("->")) {
      text.expect("->");
      return null;
    }
    List<String> fingerprint = new ArrayList<>();
    SortedMap<String, String> attributes = new TreeMap<>();
    int parts = 0;
    while (part(fingerprint, attributes)) {
      parts++;
    }
    if (parts == 0) {
      text.expect("a part of the fingerprint, such as a word or {{ default }}");
      return null;
    }
    return new FingerprintRule(matchers, fingerprint, attributes);
  }

  private @Nullable FingerprintMatcher matcher() throws RuleSyntaxException {
    int start = text.position();
    text.skipBlanks();
    boolean negated = text.take('!');
    int keyStart = text.position();
    String key = text.looksAt('"') ? text.quotedName() : text.name();
    if (key == null || !text.take(':')) {
      text.expect(key == null ? "a matcher such as type:Name" : ":");
      text.moveTo(start);
      return null;
    }
    String value = text.value();
    if (value == null) {
      text.expect("a value");
      text.moveTo(start);
      return null;
    }
    String canonical = FingerprintField.canonical(key);
    if (FingerprintField.of(canonical).isEmpty()) {
      throw RuleSyntaxException.at(
          text.text(),
          keyStart,
          "one of the matchers type, value, message, logger, level, tags.NAME, module, path,"
              + " package, function, family, app");
    }
    return new FingerprintMatcher(canonical, value, negated);
  }

  private boolean part(List<String> fingerprint, SortedMap<String, String> attributes)
      throws RuleSyntaxException {
    int start = text.position();
    text.skipBlanks();
    if (!attribute(attributes)) {
      String part = text.quoted();
      part = part == null ? loose() : part;
      if (part == null) {
        text.expect("a part of the fingerprint");
        text.moveTo(start);
        return false;
      }
      fingerprint.add(part);
    }
    text.skipBlanks();
    text.take(',');
    return true;
  }

  private boolean attribute(SortedMap<String, String> attributes) throws RuleSyntaxException {
    int start = text.position();
    String name = text.name();
    if (name == null || !text.take('=')) {
      text.moveTo(start);
      return false;
    }
    String value = text.quoted();
    if (value == null) {
      text.moveTo(start);
      return false;
    }
    if (!name.equals(FingerprintRule.TITLE)) {
      throw RuleSyntaxException.at(text.text(), start, "the attribute title");
    }
    attributes.put(name, value);
    return true;
  }

  /** A variable, or what stands in front of whitespace, a brace or a comma. */
  private @Nullable String loose() {
    String rules = text.text();
    int start = text.position();
    Placeholder variable = Placeholder.at(rules, start);
    int end = variable == null ? start : variable.end();
    while (variable == null
        && end < rules.length()
        && !UnicodeText.isSpace(rules.charAt(end))
        && rules.charAt(end) != '{'
        && rules.charAt(end) != ',') {
      end++;
    }
    text.moveTo(end);
    return end == start ? null : rules.substring(start, end);
  }
}
