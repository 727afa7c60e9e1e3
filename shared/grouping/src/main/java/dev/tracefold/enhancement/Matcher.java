package dev.tracefold.enhancement;

import dev.tracefold.text.UnicodeText;
import java.util.Locale;

/**
 * One condition of a rule (enhancements 4). {@code toString()} is its part of the rule's
 * description in hints, which does not show negation (enhancements 8.1).
 */
public sealed interface Matcher {

  /** A condition that stands by itself, outside of brackets. */
  sealed interface Plain extends Matcher {

    /** The pattern as it is matched and shown. */
    String pattern();

    /** Whether the condition holds where the pattern does not match. */
    boolean negated();
  }

  /**
   * Looks at one field of a frame.
   *
   * @param pattern a glob, or for {@code family} and {@code app} words; folded to lower case for
   *     paths and packages
   */
  record OnFrame(FrameField field, String pattern, boolean negated) implements Plain {

    public OnFrame {
      if (field == FrameField.PATH || field == FrameField.PACKAGE) {
        pattern = pattern.toLowerCase(Locale.ROOT);
      }
    }

    @Override
    public String toString() {
      return describe(field.ruleName(), pattern);
    }
  }

  /**
   * Looks at one field of the exception that the stack trace belongs to.
   *
   * @param pattern a glob
   */
  record OnException(ExceptionField field, String pattern, boolean negated) implements Plain {

    @Override
    public String toString() {
      return describe(field.ruleName(), pattern);
    }
  }

  /** Holds where the frame before this one, its caller, exists and fits. */
  record OnCaller(Plain matcher) implements Matcher {

    @Override
    public String toString() {
      return "[ " + matcher + " ] |";
    }
  }

  /** Holds where the frame after this one, its callee, exists and fits. */
  record OnCallee(Plain matcher) implements Matcher {

    @Override
    public String toString() {
      return "| [ " + matcher + " ]";
    }
  }

  private static String describe(String field, String pattern) {
    boolean quoted = pattern.isEmpty() || pattern.chars().anyMatch(UnicodeText::isSpace);
    return field + ":" + (quoted ? '"' + pattern + '"' : pattern);
  }
}
