package dev.tracefold.attribute;

import org.jspecify.annotations.Nullable;

/** How severe an event is, with the number that issues store (event-saving 26.1). */
public enum Level {
  SAMPLE(0),
  DEBUG(10),
  INFO(20),
  WARNING(30),
  ERROR(40),
  FATAL(50);

  private final int number;

  Level(int number) {
    this.number = number;
  }

  /** From 0 (least) to 50 (most severe). */
  public int number() {
    return number;
  }

  /** The level of this lower-case name; {@link #ERROR} if there is none or it is unknown. */
  public static Level of(@Nullable String name) {
    if (name == null) {
      return ERROR;
    }
    return switch (name) {
      case "sample" -> SAMPLE;
      case "debug" -> DEBUG;
      case "info" -> INFO;
      case "warning" -> WARNING;
      case "fatal" -> FATAL;
      default -> ERROR;
    };
  }
}
