package dev.tracefold.counting;

import java.util.Map;
import java.util.Set;

/** What an attempt wants of the store next; each kind is answered by one method of the attempt. */
public sealed interface CountingStep {

  /** Put each record, stamped with this attempt, if it is absent. */
  record Claim(Set<String> records) implements CountingStep {}

  /** Read the commit records of these attempts, consistently. */
  record ReadCommits(Set<String> attempts) implements CountingStep {}

  /** Put the commit record of each attempt as aborted if it is absent; say what it is then. */
  record Abort(Set<String> attempts) implements CountingStep {}

  /** Put each record, stamped with this attempt, if it still has the stamp it is mapped to. */
  record TakeOver(Map<String, String> attemptByRecord) implements CountingStep {}

  /** In one transaction: put this attempt's commit record if absent, and count these records. */
  record Commit(Set<String> records) implements CountingStep {}

  /** Nothing more: every record has its verdict. */
  record Done(Map<String, Verdict> verdicts) implements CountingStep {}
}
