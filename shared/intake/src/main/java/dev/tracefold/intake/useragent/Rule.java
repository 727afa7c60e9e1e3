package dev.tracefold.intake.useragent;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pattern, and what follows from a match. Compiled when it is first needed: few ever are. */
final class Rule {

  private final String pattern;
  private final Map<String, String> members;
  private final Set<String> required;
  private @Nullable volatile Pattern compiled;

  /**
   * @param members of the rule as written: replacements by name, and perhaps a flag
   */
  Rule(String pattern, Map<String, String> members) {
    this.pattern = pattern;
    this.members = Map.copyOf(members);
    this.required = RequiredText.of(pattern);
  }

  /**
   * The match in a user agent, or null.
   *
   * @param lowered the same user agent in lower case
   */
  @Nullable Matcher match(String userAgent, String lowered) {
    if (!required.isEmpty() && required.stream().noneMatch(lowered::contains)) {
      return null;
    }
    Matcher matcher = compiled().matcher(userAgent);
    return matcher.find() ? matcher : null;
  }

  /** Texts in lower case of which every user agent holds one that matches; empty for any. */
  Set<String> required() {
    return required;
  }

  private Pattern compiled() {
    Pattern known = compiled;
    if (known == null) {
      int flags = "i".equals(members.get("regex_flag")) ? Pattern.CASE_INSENSITIVE : 0;
      known = Pattern.compile(pattern, flags);
      compiled = known;
    }
    return known;
  }

  /**
   * A part of what follows from a match: the replacement of this name, its places filled, else a
   * group.
   *
   * @param group to take without replacement, or 0 for none
   * @return stripped; null if nothing is left
   */
  @Nullable String part(Matcher match, String replacement, int group) {
    String template = members.get(replacement);
    String text = template == null ? group(match, group) : fill(template, match);
    String stripped = text == null ? "" : text.strip();
    return stripped.isEmpty() ? null : stripped;
  }

  private static String fill(String template, Matcher match) {
    if (template.indexOf('$') < 0) {
      return template;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      int place = i + 1 < template.length() ? Character.digit(template.charAt(i + 1), 10) : -1;
      if (c == '$' && place > 0) {
        String group = group(match, place);
        text.append(group == null ? "" : group);
        i++;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static @Nullable String group(Matcher match, int group) {
    return group > 0 && group <= match.groupCount() ? match.group(group) : null;
  }
}
