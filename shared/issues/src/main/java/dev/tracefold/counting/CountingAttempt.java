package dev.tracefold.counting;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One attempt at counting some records exactly once: a value that says which step comes next and
 * becomes another value by the step's answer. It holds the whole protocol and touches no store, so
 * that the code that runs and the code that is checked are one.
 *
 * <p>A record counts when it carries the stamp of an attempt whose commit record says committed.
 * Two facts make that exact: a commit record is written once and never changed, in the very
 * transaction that adds to the counters; and a record changes its stamp only after the stamp's
 * attempt was aborted, so that it can never commit.
 *
 * @param id this attempt, unlike any other ever made
 * @param stage the step that comes next
 * @param mine records that carry this attempt's stamp, or are about to
 * @param contested records that carry the stamp of another attempt
 * @param commits what is known of those attempts
 * @param verdicts records that are decided
 */
public record CountingAttempt(
    String id,
    Stage stage,
    Set<String> mine,
    Map<String, Stamp> contested,
    Map<String, CommitState> commits,
    Map<String, Verdict> verdicts) {

  /** The steps in their order. */
  public enum Stage {
    CLAIM,
    JUDGE,
    ABORT,
    TAKE_OVER,
    COMMIT,
    DONE
  }

  public CountingAttempt {
    mine = Set.copyOf(mine);
    contested = Map.copyOf(contested);
    commits = Map.copyOf(commits);
    verdicts = Map.copyOf(verdicts);
  }

  /** An attempt that has done nothing yet. */
  public static CountingAttempt begin(String id, Set<String> records) {
    return new CountingAttempt(id, Stage.CLAIM, records, Map.of(), Map.of(), Map.of()).settled();
  }

  /** The step that comes next. */
  public CountingStep next() {
    return switch (stage) {
      case CLAIM -> new CountingStep.Claim(mine);
      case JUDGE -> new CountingStep.ReadCommits(attemptsContesting());
      case ABORT -> new CountingStep.Abort(attemptsIn(CommitState.ABSENT));
      case TAKE_OVER ->
          new CountingStep.TakeOver(
              contested.entrySet().stream()
                  .collect(toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().attempt())));
      case COMMIT -> new CountingStep.Commit(mine);
      case DONE -> new CountingStep.Done(verdicts);
    };
  }

  /**
   * After {@link CountingStep.Claim}.
   *
   * @param held the records that were not absent, with the stamp found; one that bears this
   *     attempt's own was claimed by a call whose answer was lost
   */
  public CountingAttempt afterClaim(Map<String, Stamp> held) {
    Map<String, Stamp> others = new HashMap<>(held);
    others.values().removeIf(stamp -> stamp.attempt().equals(id));
    Set<String> claimed = new HashSet<>(mine);
    claimed.removeAll(others.keySet());
    return new CountingAttempt(id, Stage.JUDGE, claimed, others, commits, verdicts).settled();
  }

  /**
   * After {@link CountingStep.ReadCommits}: what is counted is a redelivery; what belongs to an
   * attempt that may still be at work waits.
   */
  public CountingAttempt afterReadCommits(Map<String, CommitState> read, Instant now) {
    Map<String, Stamp> open = new HashMap<>();
    Map<String, Verdict> decided = new HashMap<>(verdicts);
    contested.forEach(
        (record, stamp) -> {
          switch (read.getOrDefault(stamp.attempt(), CommitState.ABSENT)) {
            case COMMITTED -> decided.put(record, Verdict.COUNTED_BEFORE);
            case ABORTED -> open.put(record, stamp);
            case ABSENT -> {
              if (now.isAfter(stamp.deadline())) {
                open.put(record, stamp);
              } else {
                decided.put(record, Verdict.LATER);
              }
            }
          }
        });
    return new CountingAttempt(id, Stage.ABORT, mine, open, read, decided).settled();
  }

  /** After {@link CountingStep.Abort}: an attempt that committed meanwhile was the faster one. */
  public CountingAttempt afterAbort(Map<String, CommitState> found) {
    Map<String, CommitState> known = new HashMap<>(commits);
    known.putAll(found);
    Map<String, Stamp> open = new HashMap<>();
    Map<String, Verdict> decided = new HashMap<>(verdicts);
    contested.forEach(
        (record, stamp) -> {
          if (known.get(stamp.attempt()) == CommitState.COMMITTED) {
            decided.put(record, Verdict.COUNTED_BEFORE);
          } else {
            open.put(record, stamp);
          }
        });
    return new CountingAttempt(id, Stage.TAKE_OVER, mine, open, known, decided).settled();
  }

  /** After {@link CountingStep.TakeOver}: another attempt was faster where it failed. */
  public CountingAttempt afterTakeOver(Set<String> taken) {
    Set<String> owned = new HashSet<>(mine);
    Map<String, Verdict> decided = new HashMap<>(verdicts);
    for (String record : contested.keySet()) {
      if (taken.contains(record)) {
        owned.add(record);
      } else {
        decided.put(record, Verdict.LATER);
      }
    }
    return new CountingAttempt(id, Stage.COMMIT, owned, Map.of(), commits, decided).settled();
  }

  /**
   * After {@link CountingStep.Commit}.
   *
   * @param state what this attempt's commit record says now
   */
  public CountingAttempt afterCommit(CommitState state) {
    Map<String, Verdict> decided = new HashMap<>(verdicts);
    Verdict verdict = state == CommitState.COMMITTED ? Verdict.COUNTED_NOW : Verdict.LATER;
    mine.forEach(record -> decided.put(record, verdict));
    return new CountingAttempt(id, Stage.DONE, Set.of(), Map.of(), commits, decided);
  }

  /** Passes the stages in which there is nothing to do. */
  private CountingAttempt settled() {
    Stage following =
        switch (stage) {
          case CLAIM -> mine.isEmpty() ? Stage.DONE : stage;
          case JUDGE -> contested.isEmpty() ? Stage.COMMIT : stage;
          case ABORT -> attemptsIn(CommitState.ABSENT).isEmpty() ? Stage.TAKE_OVER : stage;
          case TAKE_OVER -> contested.isEmpty() ? Stage.COMMIT : stage;
          case COMMIT -> mine.isEmpty() ? Stage.DONE : stage;
          case DONE -> stage;
        };
    if (following == stage) {
      return this;
    }
    return new CountingAttempt(id, following, mine, contested, commits, verdicts).settled();
  }

  private Set<String> attemptsContesting() {
    return contested.values().stream().map(Stamp::attempt).collect(toUnmodifiableSet());
  }

  private Set<String> attemptsIn(CommitState state) {
    return contested.values().stream()
        .map(Stamp::attempt)
        .filter(a -> commits.getOrDefault(a, CommitState.ABSENT) == state)
        .collect(toUnmodifiableSet());
  }
}
