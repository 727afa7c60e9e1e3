package dev.tracefold.enhancement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A glob pattern in the dialect of the rules (enhancements 5), ready to match.
 *
 * <p>Pattern and text are compared as UTF-8 bytes, so {@code ?} is one byte and not one character,
 * and a pattern covers the whole of the text. A pattern that is not well-formed is no error: it
 * matches nothing. Matching takes time linear in the length of the text, whatever the pattern; see
 * {@link GlobAutomaton}.
 */
public final class Glob {

  /** What may be asked of a glob beyond the plain form (enhancements 5.1, 5.2). */
  public enum Option {
    /** Stars and question marks stop at a slash; only a double star crosses it. */
    DOUBLE_STAR,
    /** ASCII letters match in either case. */
    CASE_INSENSITIVE,
    /** A backslash is a slash, in the pattern and in the text: there are no escapes then. */
    PATH_NORMALIZE
  }

  /** Longest text in the middle that is searched for place by place, in bytes: a name's worth. */
  private static final int MIDDLE_LENGTH_MAX = 64;

  private static final GlobToken ANYTHING = new GlobToken.Run(true);

  private final String pattern;
  private final boolean normalizesPath;
  private final Shape shape;

  /** Text in front of the first wildcard and behind the last one: a cheap test that rules out. */
  private final String start;

  private final String end;

  /** Text between two runs; empty if there is only one. */
  private final String middle;

  /** Null unless fixed text leaves the answer open. */
  private final @Nullable GlobAutomaton automaton;

  /** What it takes to answer. */
  private enum Shape {
    /** Nothing matches: the pattern is not well-formed. */
    MALFORMED,
    /** There is no wildcard at all. */
    FIXED,
    /** Between two fixed ends there is one run, or two with fixed text between them. */
    RUNS,
    /** Anything else. */
    OPEN
  }

  private Glob(String pattern, Set<Option> options) {
    this.pattern = pattern;
    this.normalizesPath = options.contains(Option.PATH_NORMALIZE);
    List<GlobToken> tokens = GlobParser.parse(pattern, options);
    if (tokens == null) {
      shape = Shape.MALFORMED;
      start = "";
      end = "";
      middle = "";
      automaton = null;
      return;
    }
    int first = fixed(tokens);
    int last = first == tokens.size() ? 0 : fixed(tokens.reversed());
    start = text(tokens.subList(0, first));
    end = text(tokens.subList(tokens.size() - last, tokens.size()));
    List<GlobToken> between = tokens.subList(first, tokens.size() - last);
    shape = shape(between);
    middle =
        shape == Shape.RUNS && between.size() > 1
            ? text(between.subList(1, between.size() - 1))
            : "";
    automaton = shape == Shape.OPEN ? new GlobAutomaton(tokens) : null;
  }

  private static Shape shape(List<GlobToken> between) {
    if (between.isEmpty()) {
      return Shape.FIXED;
    }
    int inner = fixed(between.subList(1, between.size()));
    boolean oneRun = between.size() == 1;
    boolean twoRuns = between.size() == inner + 2 && between.getLast().equals(ANYTHING);
    return between.getFirst().equals(ANYTHING)
            && (oneRun || (twoRuns && inner <= MIDDLE_LENGTH_MAX))
        ? Shape.RUNS
        : Shape.OPEN;
  }

  /** Compiles a pattern; never fails. */
  public static Glob compile(String pattern, Option... options) {
    return new Glob(pattern, Set.of(options));
  }

  /** Whether the pattern covers the whole of the text. */
  public boolean matches(String text) {
    String folded = normalizesPath ? text.replace('\\', '/') : text;
    return switch (shape) {
      case MALFORMED -> false;
      case FIXED -> folded.equals(start);
      case RUNS ->
          folded.startsWith(start)
              && folded.endsWith(end)
              && hasMiddleWithin(folded, start.length(), folded.length() - end.length());
      case OPEN ->
          automaton != null
              && folded.startsWith(start)
              && folded.endsWith(end)
              && automaton.accepts(folded.getBytes(UTF_8));
    };
  }

  private boolean hasMiddleWithin(String text, int from, int to) {
    int found = from <= to ? text.indexOf(middle, from) : -1;
    return found >= 0 && found + middle.length() <= to;
  }

  /** Whether the pattern can match anything: false if it is not well-formed. */
  public boolean isWellFormed() {
    return shape != Shape.MALFORMED;
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return pattern;
  }

  /** How many tokens at the start are exactly one byte each. */
  private static int fixed(List<GlobToken> tokens) {
    int count = 0;
    while (count < tokens.size()
        && tokens.get(count) instanceof GlobToken.OneOf oneOf
        && oneOf.bytes().single() >= 0) {
      count++;
    }
    return count;
  }

  private static String text(List<GlobToken> fixed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (GlobToken token : fixed) {
      if (token instanceof GlobToken.OneOf oneOf) {
        bytes.write(oneOf.bytes().single());
      }
    }
    return bytes.toString(UTF_8);
  }
}
