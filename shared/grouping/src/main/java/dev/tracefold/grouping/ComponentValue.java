package dev.tracefold.grouping;

/** One value of a component: another component, or something that is hashed (grouping 4). */
public sealed interface ComponentValue
    permits Component, ComponentValue.Text, ComponentValue.Whole, ComponentValue.Missing {

  /** A text; the empty text is a value too. */
  record Text(String value) implements ComponentValue {}

  /** An integer. */
  record Whole(long value) implements ComponentValue {}

  /** A null that takes part: it is hashed as a text of its own. */
  record Missing() implements ComponentValue {}
}
