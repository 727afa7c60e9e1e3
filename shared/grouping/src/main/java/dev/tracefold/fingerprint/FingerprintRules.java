package dev.tracefold.fingerprint;

import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.event.ErrorEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fingerprint rules of a project, compiled once; the first that matches counts. */
public final class FingerprintRules {

  /** No rules. */
  public static final FingerprintRules NONE = new FingerprintRules(List.of(), null);

  private record Compiled(
      FingerprintRule rule,
      Map<FingerprintField.Group, List<CompiledFingerprintMatcher>> matchers) {}

  private final List<FingerprintRule> rules;
  private final @Nullable String changelog;
  private final List<Compiled> compiled;

  private FingerprintRules(List<FingerprintRule> rules, @Nullable String changelog) {
    this.rules = List.copyOf(rules);
    this.changelog = changelog;
    this.compiled = this.rules.stream().map(FingerprintRules::compile).toList();
  }

  /** Rules in the order in which they are tried. */
  public static FingerprintRules of(List<FingerprintRule> rules) {
    return new FingerprintRules(rules, null);
  }

  /**
   * The rules of a text.
   *
   * @throws RuleSyntaxException if the text does not parse
   */
  public static FingerprintRules parse(String text) throws RuleSyntaxException {
    FingerprintRuleParser parser = new FingerprintRuleParser(text);
    List<FingerprintRule> rules = parser.rules();
    return new FingerprintRules(rules, parser.changelog());
  }

  /** The rules, in order. */
  public List<FingerprintRule> rules() {
    return rules;
  }

  /** What the text says about its own history at its top; empty if nothing. */
  public Optional<String> changelog() {
    return Optional.ofNullable(changelog);
  }

  /** The first rule that matches an event with normalised stack traces. */
  public Optional<FingerprintRule> match(ErrorEvent event) {
    if (compiled.isEmpty()) {
      return Optional.empty();
    }
    Map<FingerprintField.Group, List<FingerprintItem>> items =
        new EnumMap<>(FingerprintField.Group.class);
    for (Compiled candidate : compiled) {
      if (matches(candidate, event, items)) {
        return Optional.of(candidate.rule());
      }
    }
    return Optional.empty();
  }

  /** Whether every group has one item that satisfies all of its matchers (fingerprinting 4). */
  private static boolean matches(
      Compiled candidate,
      ErrorEvent event,
      Map<FingerprintField.Group, List<FingerprintItem>> items) {
    for (var group : candidate.matchers().entrySet()) {
      List<FingerprintItem> found =
          items.computeIfAbsent(group.getKey(), key -> FingerprintItem.of(event, key));
      if (!anySatisfies(found, group.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean anySatisfies(
      List<FingerprintItem> items, List<CompiledFingerprintMatcher> matchers) {
    for (FingerprintItem item : items) {
      boolean all = true;
      for (CompiledFingerprintMatcher matcher : matchers) {
        all = all && matcher.holds(item);
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  private static Compiled compile(FingerprintRule rule) {
    Map<FingerprintField.Group, List<CompiledFingerprintMatcher>> byGroup =
        new EnumMap<>(FingerprintField.Group.class);
    for (FingerprintMatcher matcher : rule.matchers()) {
      CompiledFingerprintMatcher compiled = new CompiledFingerprintMatcher(matcher);
      byGroup.computeIfAbsent(compiled.group(), key -> new ArrayList<>()).add(compiled);
    }
    return new Compiled(rule, byGroup);
  }
}
