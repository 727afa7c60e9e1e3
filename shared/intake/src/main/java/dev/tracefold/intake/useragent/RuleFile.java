package dev.tracefold.intake.useragent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of rules of uap-core. It is YAML, but of one plain shape: sections, in them rules,
 * in them members in single quotes. Reading just that takes a tenth of the time that a reader of
 * all of YAML takes, at the start of a function.
 */
final class RuleFile {

  private static final String RULE = "- regex:";

  private final Map<String, List<Rule>> sections = new LinkedHashMap<>();
  private List<Rule> section = new ArrayList<>();
  private @Nullable String pattern;
  private final Map<String, String> members = new HashMap<>();

  private RuleFile() {}

  /**
   * The rules of each section in order.
   *
   * @throws IllegalArgumentException for a line of another shape
   */
  static Map<String, List<Rule>> read(List<String> lines) {
    RuleFile file = new RuleFile();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && line.charAt(0) != '#' && !file.take(line)) {
        throw new IllegalArgumentException(
            "line %d of the user-agent rules is no section, rule or member: %s"
                .formatted(i + 1, line));
      }
    }
    file.endRule();
    return file.sections;
  }

  private boolean take(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return false;
    }
    if (colon == line.length() - 1) {
      endRule();
      section = new ArrayList<>();
      sections.put(line.substring(0, colon), section);
      return true;
    }
    boolean rule = line.startsWith(RULE);
    String value = quoted(line.substring(rule ? RULE.length() : colon + 1).strip());
    if (value == null) {
      return false;
    }
    if (rule) {
      endRule();
      pattern = value;
    } else {
      members.put(line.substring(0, colon), value);
    }
    return true;
  }

  private void endRule() {
    if (pattern != null) {
      section.add(new Rule(pattern, members));
    }
    pattern = null;
    members.clear();
  }

  /** The text between single quotes, of which two stand for one; a comment may follow. */
  private static @Nullable String quoted(String text) {
    if (text.isEmpty() || text.charAt(0) != '\'') {
      return null;
    }
    StringBuilder value = new StringBuilder();
    int i = 1;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\'') {
        value.append(c);
      } else if (i < text.length() && text.charAt(i) == '\'') {
        value.append(c);
        i++;
      } else {
        return value.toString();
      }
    }
    return null;
  }
}
