package dev.tracefold.sample;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must come of a sample event in a system that has seen nothing else, once all queues are
 * empty. Lists that the file leaves out are empty.
 *
 * @param shows the situation, in a sentence
 * @param function logical id of the function that takes the event
 * @param status HTTP status of the answer; null for a batch
 * @param id event id that the answer names; null where it names none
 * @param batchItemFailures ids of the messages that the function returns to be tried again
 * @param items what the usage counters gain, in the order of the items
 * @param rejected the messages that end in the rejected queue
 * @param attachments the attachments that are kept
 * @param issues all issues that exist then, in no particular order
 */
public record Expectation(
    String shows,
    String function,
    @Nullable Integer status,
    @Nullable String id,
    List<String> batchItemFailures,
    List<Item> items,
    List<Rejected> rejected,
    List<Attachment> attachments,
    List<Issue> issues) {

  /**
   * One item and its fate.
   *
   * @param messageId the message that it came in; null for items of a request, and for attachments
   *     that are named inside an event's message
   * @param category data category in lower case, such as {@code error} (event-saving 17.2)
   * @param outcome outcome in lower case, such as {@code accepted} (event-saving 17.2)
   * @param reason why; null for outcomes that have no reason
   * @param quantity items, or bytes for attachments
   */
  public record Item(
      @Nullable String messageId,
      String category,
      String outcome,
      @Nullable String reason,
      long quantity) {

    private static final Set<String> CATEGORIES =
        Set.of("default", "error", "transaction", "security", "attachment", "session", "feedback");
    private static final Set<String> OUTCOMES =
        Set.of("accepted", "filtered", "rate_limited", "invalid", "abuse", "client_discard");
    private static final Set<String> WITHOUT_REASON = Set.of("accepted", "abuse");

    public Item {
      check(CATEGORIES.contains(category), "category", category, CATEGORIES);
      check(OUTCOMES.contains(outcome), "outcome", outcome, OUTCOMES);
      check(
          (reason == null) == WITHOUT_REASON.contains(outcome),
          "reason",
          reason,
          "a reason exactly where the outcome has one");
      check(quantity > 0, "quantity", quantity, "at least 1");
    }
  }

  /** A message that can never succeed, and why. */
  public record Rejected(String messageId, String reason) {
    public Rejected {
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** An attachment that is kept; its size is in bytes. */
  public record Attachment(String name, String contentType, long size) {
    public Attachment {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(contentType, "contentType");
    }
  }

  /** An issue as it stands afterwards (event-saving 10.3 and 10.5). */
  public record Issue(String title, String culprit, String level, long timesSeen) {

    private static final Set<String> LEVELS = Set.of("debug", "info", "warning", "error", "fatal");

    public Issue {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(culprit, "culprit");
      check(LEVELS.contains(level), "level", level, LEVELS);
      check(timesSeen > 0, "timesSeen", timesSeen, "at least 1");
    }
  }

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .withConfigOverride(
              List.class,
              lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  public Expectation {
    Objects.requireNonNull(shows, "shows");
    Objects.requireNonNull(function, "function");
    batchItemFailures = List.copyOf(batchItemFailures);
    items = List.copyOf(items);
    rejected = List.copyOf(rejected);
    attachments = List.copyOf(attachments);
    issues = List.copyOf(issues);
  }

  /**
   * Reads the member {@code expect} of a sample.
   *
   * @throws JsonProcessingException if a member is unknown, missing or of the wrong kind
   */
  static Expectation read(JsonNode expect) throws JsonProcessingException {
    return JSON.treeToValue(expect, Expectation.class);
  }

  private static void check(boolean holds, String name, @Nullable Object found, Object expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: found %s; expected %s".formatted(name, found, expected));
    }
  }
}
