package dev.tracefold.rejection;

import dev.tracefold.intake.scrubbing.Scrubber;
import dev.tracefold.intake.scrubbing.ScrubbingSettings;
import dev.tracefold.outcome.OutcomeMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message that can never succeed.
 *
 * @param body as it was received, until it is {@link #scrubbed}
 * @param reason a short word, the reason of its outcome
 * @param detail what was found and what was expected; cut to {@link #DETAIL_LENGTH_MAX} characters
 * @param source the function that refused it, as {@code save-events}
 * @param projectId the project that it names, or null where it names none
 * @param outcome what was told of it, which an operator's second thought has to take back; null
 *     where nothing was told
 * @param reacceptances how often an operator has sent it back before
 */
public record RejectedMessage(
    String body,
    String reason,
    String detail,
    String source,
    @Nullable Long projectId,
    @Nullable OutcomeMessage outcome,
    int reacceptances) {

  /** A sentence for a list, not a log. */
  public static final int DETAIL_LENGTH_MAX = 256;

  /** Name of the message attribute that holds {@link #reacceptances}; absent for 0. */
  public static final String REACCEPTANCES_ATTRIBUTE = "reacceptances";

  public RejectedMessage {
    if (reason.isEmpty() || source.isEmpty()) {
      throw new IllegalArgumentException("a rejected message needs a reason and a source");
    }
    detail =
        detail.codePointCount(0, detail.length()) <= DETAIL_LENGTH_MAX
            ? detail
            : detail.substring(0, detail.offsetByCodePoints(0, DETAIL_LENGTH_MAX));
  }

  /**
   * The number that a message attribute says.
   *
   * @param text null where there is no such attribute
   * @return 0 also for what is no number of ours
   */
  public static int reacceptances(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** A message of which nothing was told. */
  public RejectedMessage(
      String body, String reason, String detail, String source, @Nullable Long projectId) {
    this(body, reason, detail, source, projectId, null, 0);
  }

  /**
   * This message as people may see it: neither its body nor what is said of it holds a secret.
   *
   * @param settings of the project that it is for
   */
  public RejectedMessage scrubbed(ScrubbingSettings settings) {
    return new RejectedMessage(
        RejectedBody.scrubbed(body, settings),
        reason,
        Scrubber.scrub(detail, settings),
        source,
        projectId,
        outcome,
        reacceptances);
  }
}
