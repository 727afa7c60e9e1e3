package dev.tracefold.enhancement;

import dev.tracefold.stacktrace.PlatformFamily;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Matchers with their patterns compiled (enhancements 4.3). */
final class CompiledMatcher {

  private CompiledMatcher() {}

  /** A matcher that is asked about one frame of a stack. */
  interface OfFrame {

    /** Whether the matcher holds at an index of the stack. */
    boolean holds(StackView stack, int index);
  }

  /** A matcher that is asked about one text, null where the frame has none. */
  interface OfText {

    boolean holds(@Nullable String value);
  }

  /** A matcher on one of the fields that hold text, categories included. */
  static OfText ofText(Matcher.OnFrame matcher) {
    Predicate<String> pattern =
        switch (matcher.field()) {
          case PATH, PACKAGE -> path(matcher.pattern());
          case FUNCTION, MODULE, CATEGORY -> Glob.compile(matcher.pattern())::matches;
          case FAMILY, APP -> throw new IllegalArgumentException(matcher + " looks at no text");
        };
    boolean negated = matcher.negated();
    return value -> (value != null && pattern.test(value)) != negated;
  }

  /** A path that does not begin with a slash is tried with one as well. */
  private static Predicate<String> path(String pattern) {
    Glob glob = Glob.compile(pattern, Glob.Option.DOUBLE_STAR, Glob.Option.PATH_NORMALIZE);
    return path -> glob.matches(path) || (!path.startsWith("/") && glob.matches("/" + path));
  }

  /** Whether a family matcher holds for frames of a family. */
  static boolean holdsForFamily(Matcher.OnFrame matcher, PlatformFamily family) {
    List<String> words = Arrays.asList(matcher.pattern().split(",", -1));
    return (words.contains("all") || words.contains(family.ruleName())) != matcher.negated();
  }

  /** A matcher on the exception alone. */
  static Predicate<ExceptionView> ofException(Matcher.OnException matcher) {
    Glob glob = Glob.compile(matcher.pattern());
    return exception -> glob.matches(exception.get(matcher.field())) != matcher.negated();
  }

  /** Any matcher, brackets included. */
  static OfFrame ofFrame(Matcher matcher) {
    return switch (matcher) {
      case Matcher.OnFrame onFrame -> ofFrame(onFrame);
      case Matcher.OnException onException -> {
        Predicate<ExceptionView> test = ofException(onException);
        yield (stack, index) -> test.test(stack.exception());
      }
      case Matcher.OnCaller onCaller -> {
        OfFrame caller = ofFrame(onCaller.matcher());
        yield (stack, index) -> index > 0 && caller.holds(stack, index - 1);
      }
      case Matcher.OnCallee onCallee -> {
        OfFrame callee = ofFrame(onCallee.matcher());
        yield (stack, index) -> index + 1 < stack.size() && callee.holds(stack, index + 1);
      }
    };
  }

  private static OfFrame ofFrame(Matcher.OnFrame matcher) {
    return switch (matcher.field()) {
      case FAMILY -> (stack, index) -> holdsForFamily(matcher, stack.frames().get(index).family());
      case APP -> {
        Boolean wanted = RuleParser.truth(matcher.pattern());
        yield (stack, index) ->
            (wanted != null && wanted.equals(stack.frames().get(index).inApp()))
                != matcher.negated();
      }
      case PATH, PACKAGE, FUNCTION, MODULE, CATEGORY -> {
        OfText test = ofText(matcher);
        yield (stack, index) -> test.holds(stack.frames().get(index).value(matcher.field()));
      }
    };
  }
}
