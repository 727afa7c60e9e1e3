package dev.tracefold.issue.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.IssueId;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Keys of hashes, which clients may name as they like. */
final class IssueKeysTest {

  private static final IssueId ISSUE = new IssueId(5);

  /** Two hashes in their first lives, whose names look like the later lives of others. */
  private static final List<CountedHash> HASHES =
      List.of(hash("a", 0), hash("a", 1), hash("a#1", 0), hash("a#1", 2), hash("a%231", 0));

  @Test
  void noHashIsTakenForALifeOfAnother() {
    for (Function<CountedHash, String> key :
        List.<Function<CountedHash, String>>of(
            IssueKeys::counters, IssueKeys::events, IssueKeys::left)) {
      assertThat(HASHES).extracting(key::apply).doesNotHaveDuplicates();
    }
  }

  @Test
  void aHashIsReadBackFromItsRowAmongThoseOfAnIssue() {
    for (CountedHash hash : HASHES) {
      assertThat(MemberItem.read(1, MemberItem.write(ISSUE, hash))).isEqualTo(hash);
      assertThat(LeftItem.read(1, LeftItem.write(ISSUE, hash))).isEqualTo(hash);
    }
  }

  private static CountedHash hash(String name, long life) {
    return new CountedHash(new HashKey(1, new Hash(name)), life);
  }
}
