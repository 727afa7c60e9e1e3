package dev.tracefold.enhancement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads rule texts (enhancements 2 to 4).
 *
 * <p>The grammar tries alternatives in order, repeats greedily and never gives back what it took.
 * Each method below reads one of its productions: it moves on and returns a value, or stays where
 * it was and returns null. What the furthest attempt expected is remembered for the error.
 */
public final class RuleParser {

  /** Longest rule text, in UTF-16 units: several times the largest built-in list. */
  public static final int TEXT_LENGTH_MAX = 128 * 1024;

  /** Most rules in one text: every one of them costs something for every frame. */
  public static final int RULES_MAX = 4096;

  /** Most matchers, and most actions, in one rule: no more than fit on a screen. */
  public static final int PARTS_PER_RULE_MAX = 128;

  /** Longest pattern, in UTF-16 units: no text of a normalised event is much longer. */
  public static final int PATTERN_LENGTH_MAX = 8192;

  /** More digits than any number of frames has. */
  private static final int NUMBER_LENGTH_MAX = 1000;

  private static final String A_MATCHER = "a matcher such as function:name";
  private static final String AN_ACTION = "an action such as +app or max-frames=3";
  private static final String KEYS =
      "one of the matchers path, package, function, module, category, family, app, error.type,"
          + " error.value, error.mechanism";
  private static final List<String> VARIABLES =
      List.of("max-frames", "min-frames", "invert-stacktrace", "category");

  private final RuleText text;

  private RuleParser(RuleText text) {
    this.text = text;
  }

  /**
   * The rules of a text, in order; none for an empty text.
   *
   * @throws RuleSyntaxException if the text does not parse, or exceeds a limit
   */
  public static List<Rule> parse(String text) throws RuleSyntaxException {
    return new RuleParser(new RuleText(text, TEXT_LENGTH_MAX)).config();
  }

  private List<Rule> config() throws RuleSyntaxException {
    List<Rule> rules = new ArrayList<>();
    while (!text.atEnd()) {
      text.skipBlanks();
      int start = text.position();
      if (text.looksAt('#')) {
        text.restOfLine();
      } else if (!text.atLineEnd()) {
        Rule rule = rule();
        if (rule == null) {
          throw text.failure();
        }
        if (rules.size() == RULES_MAX) {
          throw RuleSyntaxException.at(
              text.text(), start, "another rule", "at most " + RULES_MAX + " rules");
        }
        rules.add(rule);
      }
      text.endLine();
    }
    return List.copyOf(rules);
  }

  private @Nullable Rule rule() throws RuleSyntaxException {
    List<Matcher> matchers = new ArrayList<>();
    Matcher.Plain caller = callerBox();
    if (caller != null) {
      matchers.add(new Matcher.OnCaller(caller));
    }
    Matcher.Plain matcher = matcher();
    if (matcher == null) {
      return null;
    }
    do {
      addWithin(matchers, matcher);
      matcher = matcher();
    } while (matcher != null);
    Matcher.Plain callee = calleeBox();
    if (callee != null) {
      matchers.add(new Matcher.OnCallee(callee));
    }
    List<Action> actions = new ArrayList<>();
    Action action = action();
    if (action == null) {
      return null;
    }
    do {
      addWithin(actions, action);
      action = action();
    } while (action != null);
    return new Rule(matchers, actions);
  }

  private <T> void addWithin(List<T> parts, T part) throws RuleSyntaxException {
    if (parts.size() == PARTS_PER_RULE_MAX) {
      throw RuleSyntaxException.at(
          text.text(),
          text.position(),
          "a longer rule",
          "at most " + PARTS_PER_RULE_MAX + " of \"" + part + '"');
    }
    parts.add(part);
  }

  private Matcher.@Nullable Plain callerBox() throws RuleSyntaxException {
    int start = text.position();
    Matcher.Plain matcher = brackets();
    if (matcher != null) {
      text.skipBlanks();
      if (text.take('|')) {
        return matcher;
      }
      text.expect("\"|\" behind the caller's brackets");
    }
    text.moveTo(start);
    return null;
  }

  private Matcher.@Nullable Plain calleeBox() throws RuleSyntaxException {
    int start = text.position();
    text.skipBlanks();
    if (text.take('|')) {
      Matcher.Plain matcher = brackets();
      if (matcher != null) {
        return matcher;
      }
      text.expect("the callee's matcher in brackets");
    }
    text.moveTo(start);
    return null;
  }

  private Matcher.@Nullable Plain brackets() throws RuleSyntaxException {
    int start = text.position();
    text.skipBlanks();
    if (text.take('[')) {
      Matcher.Plain matcher = matcher();
      text.skipBlanks();
      if (matcher != null && text.take(']')) {
        return matcher;
      }
      if (matcher != null) {
        text.expect("\"]\" behind a blank");
      }
    }
    text.moveTo(start);
    return null;
  }

  private Matcher.@Nullable Plain matcher() throws RuleSyntaxException {
    int start = text.position();
    text.skipBlanks();
    boolean negated = text.take('!');
    int keyStart = text.position();
    String key = key();
    if (key == null) {
      text.expect(A_MATCHER);
    } else if (!text.take(':')) {
      text.expect("\":\" behind the matcher's name");
    } else {
      int valueStart = text.position();
      String value = text.value();
      if (value != null && value.length() > PATTERN_LENGTH_MAX) {
        throw RuleSyntaxException.at(
            text.text(),
            valueStart,
            "a longer pattern",
            "at most " + PATTERN_LENGTH_MAX + " characters");
      }
      if (value != null) {
        return matcher(key, keyStart, value, negated);
      }
      text.expect("a value");
    }
    text.moveTo(start);
    return null;
  }

  private Matcher.Plain matcher(String key, int keyStart, String value, boolean negated)
      throws RuleSyntaxException {
    return switch (key) {
      case "path", "stack.abs_path" -> new Matcher.OnFrame(FrameField.PATH, value, negated);
      case "package", "stack.package" -> new Matcher.OnFrame(FrameField.PACKAGE, value, negated);
      case "function", "stack.function" -> new Matcher.OnFrame(FrameField.FUNCTION, value, negated);
      case "module", "stack.module" -> new Matcher.OnFrame(FrameField.MODULE, value, negated);
      case "category" -> new Matcher.OnFrame(FrameField.CATEGORY, value, negated);
      case "family" -> new Matcher.OnFrame(FrameField.FAMILY, value, negated);
      case "app" -> new Matcher.OnFrame(FrameField.APP, value, negated);
      case "error.type" -> new Matcher.OnException(ExceptionField.TYPE, value, negated);
      case "error.value" -> new Matcher.OnException(ExceptionField.VALUE, value, negated);
      case "error.mechanism" -> new Matcher.OnException(ExceptionField.MECHANISM, value, negated);
      default ->
          throw RuleSyntaxException.at(
              text.text(),
              keyStart,
              "the unknown matcher " + RuleSyntaxException.quoted(key),
              KEYS);
    };
  }

  /** Quotation marks stay part of a quoted key, so that no such key is ever a known one. */
  private @Nullable String key() {
    String bare = text.name();
    if (bare != null) {
      return bare;
    }
    String quoted = text.quotedName();
    return quoted == null ? null : '"' + quoted + '"';
  }

  private @Nullable Action action() throws RuleSyntaxException {
    Action flag = flagAction();
    return flag != null ? flag : variableAction();
  }

  private @Nullable Action flagAction() {
    int start = text.position();
    text.skipBlanks();
    Action.Range range =
        text.take('^')
            ? Action.Range.CALLEES
            : text.take('v') ? Action.Range.CALLERS : Action.Range.SELF;
    boolean value = text.looksAt('+');
    if (value || text.looksAt('-')) {
      text.moveTo(text.position() + 1);
      for (Action.Flag flag : Action.Flag.values()) {
        if (text.takeWord(flag.ruleName())) {
          return new Action.SetFlag(flag, value, range);
        }
      }
      text.expect("group, app, prefix or sentinel");
    } else {
      text.expect(range == Action.Range.SELF ? AN_ACTION : "\"+\" or \"-\"");
    }
    text.moveTo(start);
    return null;
  }

  private @Nullable Action variableAction() throws RuleSyntaxException {
    int start = text.position();
    text.skipBlanks();
    for (String name : VARIABLES) {
      if (text.takeWord(name)) {
        text.skipBlanks();
        if (text.take('=')) {
          text.skipBlanks();
          int valueStart = text.position();
          String value = text.name();
          if (value != null) {
            return variable(name, value, valueStart);
          }
          text.expect("a value of letters, digits, \"_\", \".\" and \"-\"");
        } else {
          text.expect("\"=\" behind " + name);
        }
        break;
      }
    }
    text.moveTo(start);
    return null;
  }

  private Action variable(String name, String value, int valueStart) throws RuleSyntaxException {
    return switch (name) {
      case "max-frames" -> new Action.SetMaxFrames(number(value, valueStart));
      case "min-frames" -> new Action.SetMinFrames(number(value, valueStart));
      case "invert-stacktrace" -> new Action.InvertStacktrace(truth(value));
      default -> new Action.SetCategory(value);
    };
  }

  /** Digits with an optional minus sign; single underscores may stand between digits. */
  private BigInteger number(String value, int valueStart) throws RuleSyntaxException {
    int start = value.startsWith("-") ? 1 : 0;
    boolean wellFormed = start < value.length() && value.length() <= NUMBER_LENGTH_MAX;
    boolean digitBefore = false;
    for (int i = start; i < value.length() && wellFormed; i++) {
      boolean digit = value.charAt(i) >= '0' && value.charAt(i) <= '9';
      boolean separator = value.charAt(i) == '_' && digitBefore && i + 1 < value.length();
      wellFormed = digit || separator;
      digitBefore = digit;
    }
    if (!wellFormed) {
      throw RuleSyntaxException.at(
          text.text(), valueStart, RuleSyntaxException.quoted(value), "a whole number of frames");
    }
    return new BigInteger(value.replace("_", ""));
  }

  /** What a word says about truth; null if nothing (enhancements 4.3). */
  static @Nullable Boolean truth(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "1", "yes", "true" -> true;
      case "0", "no", "false" -> false;
      default -> null;
    };
  }
}
