package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.IssueId;

/** Writes a hash that leads to an issue, among the items of that issue, and reads it back. */
final class MemberItem {

  private MemberItem() {}

  static Item write(IssueId issue, CountedHash hash) {
    Item item =
        Item.at(IssueKeys.issue(issue), IssueKeys.member(hash.key().hash()))
            .with("hash", hash.key().hash().value());
    return hash.life() == 0 ? item : item.with("life", hash.life());
  }

  static CountedHash read(long projectId, Item item) {
    Hash hash = new Hash(item.sk().substring(IssueKeys.MEMBER_PREFIX.length()));
    return new CountedHash(new HashKey(projectId, hash), item.optionalNumber("life").orElse(0));
  }
}
