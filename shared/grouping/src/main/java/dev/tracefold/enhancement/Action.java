package dev.tracefold.enhancement;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does where it matches (enhancements 6). {@code toString()} is its part of the rule's
 * description in hints (enhancements 8.1).
 */
public sealed interface Action {

  /** What a flag action marks. */
  enum Flag {
    GROUP,
    APP,
    PREFIX,
    SENTINEL;

    /** The name of this flag in rules. */
    public String ruleName() {
      return switch (this) {
        case GROUP -> "group";
        case APP -> "app";
        case PREFIX -> "prefix";
        case SENTINEL -> "sentinel";
      };
    }
  }

  /** Which frames a flag action marks. */
  enum Range {
    /** The frame that the rule matches. */
    SELF,
    /** All frames behind it, towards the crash: {@code ^}. */
    CALLEES,
    /** All frames in front of it, towards the start of the thread: {@code v}. */
    CALLERS
  }

  /** Sets a flag, for {@code +}, or takes it away, for {@code -}. */
  record SetFlag(Flag flag, boolean value, Range range) implements Action {

    @Override
    public String toString() {
      String mark =
          switch (range) {
            case SELF -> "";
            case CALLEES -> "^";
            case CALLERS -> "v";
          };
      return mark + (value ? "+" : "-") + flag.ruleName();
    }
  }

  /** Lets only the frames closest to the crash contribute; zero or less: all of them. */
  record SetMaxFrames(BigInteger frames) implements Action {

    @Override
    public String toString() {
      return "max-frames=" + frames;
    }
  }

  /** Discards stack traces with fewer contributing frames; zero or less: none of them. */
  record SetMinFrames(BigInteger frames) implements Action {

    @Override
    public String toString() {
      return "min-frames=" + frames;
    }
  }

  /**
   * Says whether the stack trace is read from its other end.
   *
   * @param inverted null if the word in the rule was neither true nor false
   */
  record InvertStacktrace(@Nullable Boolean inverted) implements Action {

    @Override
    public String toString() {
      String word = inverted == null ? "None" : inverted ? "True" : "False";
      return "invert-stacktrace=" + word;
    }
  }

  /** Puts the frame into a category that later rules can ask for. */
  record SetCategory(String category) implements Action {

    @Override
    public String toString() {
      return "category=" + category;
    }
  }
}
