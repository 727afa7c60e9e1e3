package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.IssueId;

/**
 * Writes a hash that led to an issue until that was marked for deletion, and reads it back: what
 * was counted of it in that life is to be deleted with the issue.
 */
final class LeftItem {

  private LeftItem() {}

  static Item write(IssueId issue, CountedHash hash) {
    return Item.at(IssueKeys.issue(issue), IssueKeys.left(hash))
        .with("hash", hash.key().hash().value())
        .with("life", hash.life());
  }

  static CountedHash read(long projectId, Item item) {
    return new CountedHash(
        new HashKey(projectId, new Hash(item.text("hash"))), item.number("life"));
  }
}
