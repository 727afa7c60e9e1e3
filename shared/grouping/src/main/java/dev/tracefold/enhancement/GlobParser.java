package dev.tracefold.enhancement;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tracefold.enhancement.Glob.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a glob into tokens (enhancements 5.3): one pass, nothing looked at twice but
 * the neighbours of a double star.
 */
final class GlobParser {

  private static final int END = -1;

  private final int[] pattern;
  private final boolean runsCrossSlashes;
  private final boolean caseInsensitive;
  private int position;
  private List<GlobToken> tokens = new ArrayList<>();

  /** The list that an open brace interrupted; null outside of braces. */
  private @Nullable List<GlobToken> enclosing;

  private List<List<GlobToken>> branches = new ArrayList<>();

  private GlobParser(String pattern, Set<Option> options) {
    String text = options.contains(Option.PATH_NORMALIZE) ? pattern.replace('\\', '/') : pattern;
    this.pattern = text.codePoints().toArray();
    this.runsCrossSlashes = !options.contains(Option.DOUBLE_STAR);
    this.caseInsensitive = options.contains(Option.CASE_INSENSITIVE);
  }

  /**
   * The tokens of a pattern.
   *
   * @return null if the pattern is not well-formed, which makes it match nothing
   */
  static @Nullable List<GlobToken> parse(String pattern, Set<Option> options) {
    return new GlobParser(pattern, options).parse();
  }

  private @Nullable List<GlobToken> parse() {
    while (position < pattern.length) {
      int c = pattern[position++];
      boolean wellFormed =
          switch (c) {
            case '?' -> add(any());
            case '*' -> stars();
            case '[' -> set();
            case '{' -> openBrace();
            case '}' -> closeBrace();
            case ',' -> comma();
            case '\\' -> escape();
            default -> literal(c);
          };
      if (!wellFormed) {
        return null;
      }
    }
    if (enclosing != null) {
      return null;
    }
    if (tokens.equals(List.of(new GlobToken.Folders()))) {
      return List.of(new GlobToken.Run(true));
    }
    return List.copyOf(tokens);
  }

  private boolean add(GlobToken token) {
    boolean repeatedRun =
        token instanceof GlobToken.Run && !tokens.isEmpty() && tokens.getLast().equals(token);
    if (!repeatedRun) {
      tokens.add(token);
    }
    return true;
  }

  private GlobToken any() {
    ByteSet nothing = ByteSet.none();
    return new GlobToken.OneOf((runsCrossSlashes ? nothing : nothing.with('/', '/')).complement());
  }

  private boolean literal(int c) {
    for (byte b : bytes(c)) {
      ByteSet one = ByteSet.of(b & 0xff);
      add(new GlobToken.OneOf(caseInsensitive ? one.withBothCases() : one));
    }
    return true;
  }

  private boolean escape() {
    return position < pattern.length && literal(pattern[position++]);
  }

  /** Position is behind the first star. */
  private boolean stars() {
    GlobToken run = new GlobToken.Run(runsCrossSlashes);
    if (at(position) != '*') {
      return add(run);
    }
    int before = at(position - 2);
    position++;
    int after = at(position);
    boolean atEnd = after == END || (enclosing != null && (after == ',' || after == '}'));
    if (tokens.isEmpty()) {
      return (after == '/' || after == END) ? folders() : add(run);
    }
    if (before != '/' || (after != '/' && !atEnd)) {
      return add(run);
    }
    return atEnd ? everythingBelow() : folders();
  }

  /** A double star behind the last slash: what is below that folder, at any depth. */
  private boolean everythingBelow() {
    if (tokens.getLast() instanceof GlobToken.Folders) {
      if (tokens.size() == 1) {
        return true;
      }
      tokens.removeLast();
    }
    return add(new GlobToken.Run(true));
  }

  /** Several in a row are one. The slash behind them is taken along. */
  private boolean folders() {
    position++;
    if (tokens.isEmpty() || !(tokens.getLast() instanceof GlobToken.Folders)) {
      tokens.add(new GlobToken.Folders());
    }
    return true;
  }

  private boolean openBrace() {
    if (enclosing != null) {
      return false;
    }
    enclosing = tokens;
    tokens = new ArrayList<>();
    branches = new ArrayList<>();
    return true;
  }

  private boolean comma() {
    if (enclosing == null) {
      return literal(',');
    }
    endBranch();
    return true;
  }

  private boolean closeBrace() {
    if (enclosing == null) {
      // A stray brace stands for nothing, but it does keep a double star from being the first.
      return add(new GlobToken.Alternatives(List.of()));
    }
    endBranch();
    tokens = enclosing;
    enclosing = null;
    return add(new GlobToken.Alternatives(branches));
  }

  private void endBranch() {
    if (!tokens.isEmpty()) {
      branches.add(List.copyOf(tokens));
    }
    tokens = new ArrayList<>();
  }

  /** Position is behind the opening bracket. */
  private boolean set() {
    boolean negated = at(position) == '!' || at(position) == '^';
    if (negated) {
      position++;
    }
    ByteSet members = ByteSet.none();
    int low = END;
    int high = END;
    boolean range = false;
    for (int c = at(position++); c != ']' || low == END; c = at(position++)) {
      if (c == END || (range && c < low)) {
        return false;
      }
      if (c == '-' && low != END && !range) {
        range = true;
      } else if (range) {
        // Behind a range a dash moves its end: [a-c-e] is [a-e].
        high = c;
        range = false;
      } else {
        members = low == END ? members : withRange(members, low, high);
        low = c;
        high = c;
      }
    }
    members = withRange(members, low, high);
    if (range) {
      members = members.with('-', '-');
    }
    ByteSet folded = caseInsensitive ? members.withBothCases() : members;
    return add(new GlobToken.OneOf(negated ? folded.complement() : folded));
  }

  /**
   * Characters outside of ASCII are in a set byte by byte, and a range between two characters is a
   * range from the last byte of one to the first byte of the other (enhancements 5.4).
   */
  private static ByteSet withRange(ByteSet members, int first, int last) {
    byte[] low = bytes(first);
    if (first == last) {
      ByteSet result = members;
      for (byte b : low) {
        result = result.with(b & 0xff, b & 0xff);
      }
      return result;
    }
    byte[] high = bytes(last);
    ByteSet result = members.with(low[low.length - 1] & 0xff, high[0] & 0xff);
    for (int i = 0; i < low.length - 1; i++) {
      result = result.with(low[i] & 0xff, low[i] & 0xff);
    }
    for (int i = 1; i < high.length; i++) {
      result = result.with(high[i] & 0xff, high[i] & 0xff);
    }
    return result;
  }

  private static byte[] bytes(int codePoint) {
    return Character.toString(codePoint).getBytes(UTF_8);
  }

  private int at(int index) {
    return index >= 0 && index < pattern.length ? pattern[index] : END;
  }
}
