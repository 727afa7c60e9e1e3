package dev.tracefold.enhancement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lists of rules that come with Tracefold (enhancements 9), one resource each: what holds for
 * the frames of a platform, whatever the project.
 *
 * <p>A resource is a rule text. Its first line may name the list that it continues: that list's
 * rules come first.
 */
public enum BuiltinRules {
  LEGACY_2019_03_12("legacy:2019-03-12"),
  COMMON_2019_03_23("common:2019-03-23"),
  MOBILE_2021_04_02("mobile:2021-04-02");

  private static final String BASE_LINE = "# base: ";

  /** Lists that were asked for: a function that needs one never pays for the others. */
  private static final Map<BuiltinRules, List<RuleSet>> LOADED = new ConcurrentHashMap<>();

  private final String id;

  BuiltinRules(String id) {
    this.id = id;
  }

  /** The list with an id, if there is one. */
  public static Optional<BuiltinRules> find(String id) {
    for (BuiltinRules list : values()) {
      if (list.id.equals(id)) {
        return Optional.of(list);
      }
    }
    return Optional.empty();
  }

  /** The name by which configurations refer to this list. */
  public String id() {
    return id;
  }

  /** The rules in order, those of the list that this one continues first. */
  public List<Rule> rules() {
    return ruleSets().stream().flatMap(ruleSet -> ruleSet.rules().stream()).toList();
  }

  /** The rules in order, compiled: what this list continues, then its own. */
  List<RuleSet> ruleSets() {
    List<RuleSet> loaded = LOADED.get(this);
    if (loaded != null) {
      return loaded;
    }
    List<RuleSet> fresh = load();
    List<RuleSet> earlier = LOADED.putIfAbsent(this, fresh);
    return earlier == null ? fresh : earlier;
  }

  private List<RuleSet> load() {
    String text = text();
    List<RuleSet> result = new ArrayList<>();
    if (text.startsWith(BASE_LINE)) {
      String base = text.substring(BASE_LINE.length(), text.indexOf('\n'));
      result.addAll(
          find(base)
              .orElseThrow(() -> new IllegalStateException(id + " continues unknown " + base))
              .ruleSets());
    }
    try {
      result.add(new RuleSet(RuleParser.parse(text)));
    } catch (RuleSyntaxException e) {
      throw new IllegalStateException("The rules of " + id + " do not parse", e);
    }
    return List.copyOf(result);
  }

  private String text() {
    String name = id.replace(':', '-') + ".rules";
    try (InputStream resource = BuiltinRules.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("The archive lacks the rules " + name);
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The rules " + name + " cannot be read", e);
    }
  }
}
