package dev.tracefold.issue.dynamodb;

import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.IssueId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The keys of all items about issues, as the package's description lists them. Clients name hashes
 * and releases: where one is followed by another part of a key, it is {@link #encoded}.
 */
public final class IssueKeys {

  /** Rows that a counter is spread over, so that concurrent functions rarely meet in one. */
  public static final int SHARDS = 16;

  /** Partitions of a project's list of issues. */
  public static final int LIST_SHARDS = 4;

  public static final String INDEX = "by-last-seen";

  public static final String ISSUE = "ISSUE";
  public static final String HASH = "HASH";
  public static final String NUMBER = "NUMBER";
  public static final String SHORT = "SHORT";
  public static final String MEMBER_PREFIX = "HASH#";
  static final String LEFT_PREFIX = "LEFT#";
  static final String MERGED_PREFIX = "MERGED#";
  public static final String ENVIRONMENT_PREFIX = "ENV#";
  public static final String RELEASE_PREFIX = "REL#";
  public static final String ACTIVITY_PREFIX = "ACTIVITY#";
  public static final String COUNT_PREFIX = "N#";
  public static final String DAY_PREFIX = "D#";

  private IssueKeys() {}

  public static String issue(IssueId issue) {
    return "I#" + issue;
  }

  public static String users(IssueId issue) {
    return "I#" + issue + "#USERS";
  }

  public static String member(Hash hash) {
    return MEMBER_PREFIX + hash;
  }

  /** A hash that led to an issue in a life that its deletion ended. */
  static String left(CountedHash hash) {
    return LEFT_PREFIX + encoded(hash.key().hash().value()) + life(hash);
  }

  /** The partition that lists a project's tombstones. */
  static String tombstones(long projectId) {
    return "P#%d#TOMBSTONES".formatted(projectId);
  }

  /** The partition that lists the hashes of a tombstone. */
  static String tombstone(String id) {
    return "T#" + id;
  }

  static String merged(IssueId issue) {
    return MERGED_PREFIX + issue;
  }

  public static String environment(String name) {
    return ENVIRONMENT_PREFIX + name;
  }

  public static String release(String version, String environment) {
    return RELEASE_PREFIX + encoded(version) + "#" + environment;
  }

  /** The version in the sort key of a release. */
  static String versionOf(String sk) {
    return decoded(sk.substring(RELEASE_PREFIX.length(), endOfVersion(sk)));
  }

  /** The environment in the sort key of a release. */
  static String environmentOf(String sk) {
    return sk.substring(endOfVersion(sk) + 1);
  }

  private static int endOfVersion(String sk) {
    return sk.indexOf('#', RELEASE_PREFIX.length());
  }

  /** A text without number signs, which part keys; as it is where it has none and no per cent. */
  private static String encoded(String text) {
    return text.replace("%", "%25").replace("#", "%23");
  }

  private static String decoded(String text) {
    return text.replace("%23", "#").replace("%25", "%");
  }

  public static String regression(long epoch) {
    return "REGRESSION#" + epoch;
  }

  /**
   * An activity, sorted by time.
   *
   * @param name what makes it different from others at that time; the same for the same deed
   */
  public static String activity(Instant when, String name) {
    return "%s%015d#%s".formatted(ACTIVITY_PREFIX, when.toEpochMilli(), name);
  }

  /** When an activity was, from its sort key. */
  static Instant activityTime(String sk) {
    int start = ACTIVITY_PREFIX.length();
    return Instant.ofEpochMilli(Long.parseLong(sk, start, sk.indexOf('#', start), 10));
  }

  public static String project(long projectId) {
    return "P#" + projectId;
  }

  /** The partition that lists a project's issues that await its next release. */
  static String awaiting(long projectId) {
    return "P#%d#AWAITING".formatted(projectId);
  }

  public static String shortId(long projectId, long number) {
    return "N#%d#%d".formatted(projectId, number);
  }

  public static String hash(HashKey key) {
    return "H#%d#%s".formatted(key.projectId(), encoded(key.hash().value()));
  }

  /** The partition with the counters of a hash: in its first life that of the hash itself. */
  public static String counters(CountedHash hash) {
    return hash(hash.key()) + life(hash);
  }

  private static String life(CountedHash hash) {
    return hash.life() == 0 ? "" : "#" + hash.life();
  }

  public static String count(int shard) {
    return COUNT_PREFIX + shard;
  }

  public static String day(LocalDate day, int shard) {
    return "%s%s#%d".formatted(DAY_PREFIX, day, shard);
  }

  /** The day of a day's row, from its sort key. */
  static LocalDate dayOf(String sk) {
    return LocalDate.parse(sk.substring(DAY_PREFIX.length(), sk.lastIndexOf('#')));
  }

  /** The attribute of an hour in a day's row. */
  public static String hour(Instant when) {
    return String.format(Locale.ROOT, "h%02d", when.atOffset(ZoneOffset.UTC).getHour());
  }

  public static LocalDate day(Instant when) {
    return LocalDate.ofInstant(when, ZoneOffset.UTC);
  }

  /** The partition of the events table that lists the events of a hash. */
  public static String events(CountedHash hash) {
    return "L#%d#%s".formatted(hash.key().projectId(), encoded(hash.key().hash().value()))
        + life(hash);
  }

  public static String events(Instant latest, String attempt) {
    return "%015d#%s".formatted(latest.toEpochMilli(), attempt);
  }

  /** The partition of the usage table with a project's series of a day. */
  public static String series(long projectId, LocalDate day) {
    return "S#%d#%s".formatted(projectId, day);
  }

  /** The partition of the index in which an issue is listed. */
  public static String listed(long projectId, IssueId issue) {
    return listed(projectId, (int) (issue.value() % LIST_SHARDS));
  }

  static String listed(long projectId, int shard) {
    return "P#%d#%d".formatted(projectId, shard);
  }
}
