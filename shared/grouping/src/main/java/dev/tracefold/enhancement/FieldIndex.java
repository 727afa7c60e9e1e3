package dev.tracefold.enhancement;

import static java.util.Objects.requireNonNull;

import dev.tracefold.stacktrace.NameStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rules the value of one field leaves possible, worked out once per value.
 *
 * <p>Thread-safe: threads share results at best, and work them out twice at worst.
 */
final class FieldIndex {

  private record Test(CompiledMatcher.OfText matcher, int rule) {}

  private final FrameField field;
  private final List<Test> tests = new ArrayList<>();
  private final long[] users;
  private final long[] everything;

  /** One per way of trimming, as equal function names may differ once they are trimmed. */
  private final Map<NameStyle, ValueCache> caches = new EnumMap<>(NameStyle.class);

  FieldIndex(FrameField field, List<Rule> rules, int words) {
    this.field = field;
    this.users = new long[words];
    Map<Matcher.OnFrame, CompiledMatcher.OfText> compiled = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      for (Matcher matcher : rules.get(i).matchers()) {
        if (matcher instanceof Matcher.OnFrame onFrame && onFrame.field() == field) {
          tests.add(new Test(compiled.computeIfAbsent(onFrame, CompiledMatcher::ofText), i));
          users[i >> 6] |= 1L << i;
        }
      }
    }
    for (NameStyle style : NameStyle.values()) {
      if (style == NameStyle.PLAIN || (field == FrameField.FUNCTION && isUsed())) {
        caches.put(style, new ValueCache());
      }
    }
    everything = new long[words];
    Arrays.fill(everything, -1L);
  }

  /** Whether any rule looks at the field. */
  boolean isUsed() {
    return !tests.isEmpty();
  }

  /** The rules that look at the field. */
  long[] users() {
    return users;
  }

  /** The rules whose matchers on the field all hold for a frame, and those that have none. */
  long[] possible(FrameView frame) {
    if (!isUsed()) {
      return everything;
    }
    String source = frame.source(field);
    // Names have a cache for every style, other fields have the one for what is never trimmed.
    ValueCache cache =
        requireNonNull(
            caches.get(field == FrameField.FUNCTION ? frame.nameStyle() : NameStyle.PLAIN));
    long[] known = cache.get(source);
    if (known == null) {
      known = compute(frame.value(field));
      cache.put(source, known);
    }
    return known;
  }

  private long[] compute(@Nullable String value) {
    long[] possible = everything.clone();
    for (Test test : tests) {
      long bit = 1L << test.rule();
      if ((possible[test.rule() >> 6] & bit) != 0 && !test.matcher().holds(value)) {
        possible[test.rule() >> 6] &= ~bit;
      }
    }
    return possible;
  }
}
