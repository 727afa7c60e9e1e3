package dev.tracefold.saveevents;

import dev.tracefold.aws.AwsClients;
import dev.tracefold.erasure.ErasureProgress;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.dynamodb.IssueItem;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.issue.operation.IgnoreConditions;
import dev.tracefold.issue.operation.StatusWish;
import dev.tracefold.issue.operation.Tombstone;
import dev.tracefold.project.Project;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Draws what people do to the issues of a project, and remembers what kinds of it they did. */
final class Deeds {

  private final SavingWorld world;
  private final Project project;
  private final Random random;

  private boolean discarded;
  private boolean deleted;
  private boolean unmerged;
  private boolean merged;
  private final Set<String> erased = new HashSet<>();

  /** Something that a person does; doing it again completes it. */
  record Deed(String name, Consumer<Operations> work) {}

  Deeds(SavingWorld world, Project project, Random random) {
    this.world = world;
    this.project = project;
    this.random = random;
  }

  Audit.Past past() {
    return new Audit.Past(discarded, deleted, unmerged, merged, Set.copyOf(erased));
  }

  /**
   * Something that can be done now; null where there is nothing.
   *
   * @param settled events that may be erased: whoever erases one that comes later asks again
   */
  @Nullable Deed any(List<String> settled) {
    List<Issue> issues =
        world.items("IssuesTable", "I#").stream()
            .filter(item -> item.sk().equals(IssueKeys.ISSUE))
            .map(IssueItem::read)
            .toList();
    if (issues.isEmpty()) {
      return null;
    }
    IssueId one = issues.get(random.nextInt(issues.size())).id();
    IssueId other = issues.get(random.nextInt(issues.size())).id();
    return switch (random.nextInt(11)) {
      case 0, 1 -> status("resolve", one, new StatusWish.Resolve());
      case 2 -> status("resolve in next", one, new StatusWish.ResolveInNextRelease());
      case 3 -> status("unresolve", one, new StatusWish.Unresolve());
      case 4 ->
          status(
              "ignore",
              one,
              new StatusWish.Ignore(new IgnoreConditions(null, 2L, null, null, null)));
      case 5, 6 -> {
        merged = true;
        yield one.equals(other)
            ? null
            : new Deed("merge", operations -> operations.merging.merge(one, Set.of(other)));
      }
      case 7 -> unmerge(one);
      case 8 -> {
        deleted = true;
        yield new Deed(
            "delete " + one, operations -> operations.deletion.delete(one, false, deleted -> {}));
      }
      case 9 -> {
        deleted = true;
        discarded = true;
        yield new Deed(
            "discard " + one, operations -> operations.deletion.delete(one, true, deleted -> {}));
      }
      default -> undiscard(settled);
    };
  }

  private Deed status(String name, IssueId issue, StatusWish wish) {
    return new Deed(
        name + " " + issue, operations -> operations.statuses.set(project, issue, wish));
  }

  private @Nullable Deed unmerge(IssueId issue) {
    List<Hash> hashes =
        world.items("IssuesTable", IssueKeys.issue(issue)).stream()
            .filter(item -> item.pk().equals(IssueKeys.issue(issue)))
            .filter(item -> item.sk().startsWith(IssueKeys.MEMBER_PREFIX))
            .map(item -> new Hash(item.text("hash")))
            .toList();
    if (hashes.isEmpty()) {
      return null;
    }
    unmerged = true;
    Hash hash = hashes.get(random.nextInt(hashes.size()));
    return new Deed(
        "unmerge " + issue, operations -> operations.unmerging.unmerge(issue, hash, read -> {}));
  }

  private @Nullable Deed undiscard(List<String> settled) {
    List<Tombstone> tombstones =
        new Operations(world, new AwsClients(world.http), random)
            .deletions.tombstones(project.id());
    if (tombstones.isEmpty()) {
      return erase(settled);
    }
    Tombstone one = tombstones.getFirst();
    return new Deed(
        "undiscard " + one.id(), operations -> operations.deletions.deleteTombstone(one));
  }

  private @Nullable Deed erase(List<String> settled) {
    if (settled.isEmpty()) {
      return null;
    }
    String id = settled.get(random.nextInt(settled.size()));
    erased.add(id);
    return new Deed(
        "erase " + id,
        operations -> operations.erasure.eraseEvent(project.id(), id, ErasureProgress.SILENT));
  }
}
