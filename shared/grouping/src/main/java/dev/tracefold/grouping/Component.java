package dev.tracefold.grouping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree that explains a hash (grouping 4).
 *
 * <p>Components never change: the methods give a component that is like this one but for what they
 * name. Whether a component contributes is decided once, so that a child that is switched off later
 * does not switch off its parents. The tree is at most {@link #DEPTH_MAX} levels deep, by the way
 * the strategies build it.
 *
 * @param id kind of the node
 * @param contributes whether it takes part in the hash
 * @param contributesToSimilarity whether it takes part in similarity features
 * @param hint why it does or does not take part; null if there is nothing to say
 * @param label what the variant shows of its frames; null if nothing
 * @param values what it holds, in order
 */
public record Component(
    String id,
    boolean contributes,
    boolean contributesToSimilarity,
    @Nullable String hint,
    @Nullable TreeLabel label,
    List<ComponentValue> values)
    implements ComponentValue {

  /** Levels from a variant to a salt: chain, exception, stack trace, frame and part between. */
  public static final int DEPTH_MAX = 7;

  private static final Missing MISSING = new Missing();

  public Component {
    values = List.copyOf(values);
  }

  /** A component without values. */
  static Component empty(String id) {
    return new Component(id, false, false, null, null, List.of());
  }

  /** A component that holds a text and contributes. */
  static Component of(String id, String text) {
    return new Component(id, true, true, null, null, List.of(new Text(text)));
  }

  /** A component that holds an integer and contributes. */
  static Component of(String id, long number) {
    return new Component(id, true, true, null, null, List.of(new Whole(number)));
  }

  /** A component that holds the text, or nothing where the text is null or empty. */
  static Component ofFilled(String id, @Nullable String text) {
    return text == null || text.isEmpty() ? empty(id) : of(id, text);
  }

  /** A component of the values, which contributes if one of them does. */
  static Component of(String id, List<? extends ComponentValue> values) {
    boolean contributes = anyContributes(values);
    return new Component(
        id, contributes, contributes, null, firstLabel(values), List.copyOf(values));
  }

  /** A text as a value; null takes part as a null. */
  static ComponentValue value(@Nullable String text) {
    return text == null ? MISSING : new Text(text);
  }

  /** An integer as a value; null takes part as a null. */
  static ComponentValue value(@Nullable Long number) {
    return number == null ? MISSING : new Whole(number);
  }

  /** Takes part neither in the hash nor in similarity, for the reason given. */
  Component ignored(@Nullable String reason) {
    return decided(false, reason);
  }

  /** Takes part in similarity but not in the hash, for the reason given. */
  Component outranked(String reason) {
    return new Component(id, false, true, reason, label, values);
  }

  /** Takes part or not; a null reason leaves the hint alone. */
  Component decided(boolean takesPart, @Nullable String reason) {
    return new Component(id, takesPart, takesPart, reason == null ? hint : reason, label, values);
  }

  /** With another hint; null leaves it alone. */
  Component hinted(@Nullable String reason) {
    return reason == null
        ? this
        : new Component(id, contributes, contributesToSimilarity, reason, label, values);
  }

  /** With one text instead of its values: so it contributes, even if it did not before. */
  Component replaced(String text, @Nullable String reason) {
    return new Component(
        id, true, true, reason == null ? hint : reason, label, List.of(new Text(text)));
  }

  /** With other values, contributing as before. */
  Component withValues(List<? extends ComponentValue> others) {
    return new Component(
        id, contributes, contributesToSimilarity, hint, label, List.copyOf(others));
  }

  /** With another label; null takes the label away. */
  Component labelled(@Nullable TreeLabel other) {
    return new Component(id, contributes, contributesToSimilarity, hint, other, values);
  }

  private static boolean anyContributes(List<? extends ComponentValue> values) {
    for (ComponentValue value : values) {
      if (!(value instanceof Component component) || component.contributes) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable TreeLabel firstLabel(List<? extends ComponentValue> values) {
    for (ComponentValue value : values) {
      if (value instanceof Component component
          && component.contributes
          && component.label != null) {
        return component.label;
      }
    }
    return null;
  }
}
