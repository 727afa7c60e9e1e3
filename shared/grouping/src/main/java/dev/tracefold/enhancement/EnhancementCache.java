package dev.tracefold.enhancement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles every rule text once and keeps those used last. Thread-safe.
 *
 * <p>Texts are told apart by content, so it does not matter where a text comes from, and an edited
 * one takes effect at once.
 */
public final class EnhancementCache {

  private record Key(List<BuiltinRules> bases, String text) {}

  private final int sizeMax;
  private final Map<Key, Enhancements> entries = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * An empty cache.
   *
   * @param sizeMax most sets of rules that are kept; the one not used for longest goes
   */
  public EnhancementCache(int sizeMax) {
    if (sizeMax < 1) {
      throw new IllegalArgumentException("Expected room for at least 1 entry, found " + sizeMax);
    }
    this.sizeMax = sizeMax;
  }

  /**
   * The rules of a text behind those of built-in lists, compiled unless they are known.
   *
   * @throws RuleSyntaxException if the text does not parse; such texts are not remembered
   */
  public synchronized Enhancements get(List<BuiltinRules> bases, String text)
      throws RuleSyntaxException {
    Key key = new Key(List.copyOf(bases), text);
    Enhancements known = entries.get(key);
    if (known != null) {
      return known;
    }
    Enhancements compiled = Enhancements.parse(bases, text);
    entries.put(key, compiled);
    if (entries.size() > sizeMax) {
      entries.remove(entries.keySet().iterator().next());
    }
    return compiled;
  }
}
