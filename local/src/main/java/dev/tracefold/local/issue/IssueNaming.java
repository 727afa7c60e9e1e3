package dev.tracefold.local.issue;

import dev.tracefold.attribute.Level;
import dev.tracefold.issue.IssueStatus;
import java.util.Locale;

/** The words for numbers that issues hold. */
final class IssueNaming {
  private IssueNaming() {}

  /** The level of this number, or the number itself. */
  static String level(int number) {
    for (Level level : Level.values()) {
      if (level.number() == number) {
        return level.name().toLowerCase(Locale.ROOT);
      }
    }
    return Integer.toString(number);
  }

  static String status(IssueStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** What happened, for Sentry's number of an activity. */
  static String activity(long type) {
    return switch ((int) type) {
      case 1 -> "resolved";
      case 2 -> "unresolved";
      case 3 -> "ignored";
      case 6 -> "regressed";
      case 13 -> "resolved in release";
      case 14 -> "merged";
      case 15 -> "resolved by age";
      case 19, 20 -> "unmerged";
      default -> "activity " + type;
    };
  }
}
