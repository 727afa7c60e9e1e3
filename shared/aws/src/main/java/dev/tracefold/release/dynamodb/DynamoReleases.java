package dev.tracefold.release.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.aws.Remembered;
import dev.tracefold.aws.Writes;
import dev.tracefold.intake.NameRules;
import dev.tracefold.project.Project;
import dev.tracefold.release.DatedRelease;
import dev.tracefold.release.ReleaseArrivals;
import dev.tracefold.release.ReleaseStore;
import dev.tracefold.release.SemanticVersioning;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Releases in DynamoDB; the items are listed in the package's description. */
public final class DynamoReleases implements ReleaseStore {

  /** Releases, dists and environments that one instance meets in an hour. */
  private static final int REMEMBERED_MAX = 20_000;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final ReleaseArrivals arrivals;
  private final Remembered<DatedRelease> releases;
  private final Remembered<Boolean> ensured;
  private final Remembered<Instant> lastSeen;
  private final Remembered<Boolean> semver;

  /**
   * @param table the issues table
   * @param arrivals is told of releases that are new in a project
   */
  public DynamoReleases(
      DynamoDbClient dynamoDb, String table, ReleaseArrivals arrivals, Clock clock) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.arrivals = Objects.requireNonNull(arrivals, "arrivals");
    this.releases = new Remembered<>(REMEMBERED_MAX, clock);
    this.ensured = new Remembered<>(REMEMBERED_MAX, clock);
    this.lastSeen = new Remembered<>(REMEMBERED_MAX, clock);
    this.semver = new Remembered<>(REMEMBERED_MAX, clock);
  }

  /**
   * Rows that a counter is spread over, so that functions, or issues of a batch, rarely meet in
   * one.
   */
  private static final int SHARDS = 16;

  /** The counters of a release in a project begin so: {@code new_issues}. */
  static final String COUNTERS = "COUNTERS#";

  /**
   * The sort key of the row in which an issue is counted that is new in a release.
   *
   * @param spread decides which; always the same for an issue
   */
  public static String counters(long spread) {
    return COUNTERS + Math.floorMod(spread, SHARDS);
  }

  /** The sort key of the row in which an issue is counted that is new in an environment of it. */
  public static String counters(long spread, String environment) {
    return "ENV#%d#%s".formatted(Math.floorMod(spread, SHARDS), environment);
  }

  private static String partition(long organizationId, String version) {
    return "R#%d#%s".formatted(organizationId, version);
  }

  /** The partition of what is known of a release in one project. */
  public static String partitionIn(long projectId, String version) {
    return "P#%d#R#%s".formatted(projectId, version);
  }

  /** The partition that lists a project's releases by creation. */
  static String listOf(long projectId) {
    return "P#%d#RELEASES".formatted(projectId);
  }

  /** A release as that list has it. */
  static DatedRelease listed(Item item) {
    long millis = Long.parseLong(item.sk(), 0, item.sk().indexOf('#'), 10);
    return new DatedRelease(item.text("version"), Instant.ofEpochMilli(millis));
  }

  /** The sort key of the row that says when a release was seen in an environment. */
  public static String environmentRow(String environment) {
    return "SEEN#" + environment;
  }

  @Override
  public DatedRelease ensure(Project project, String version, Instant added) {
    Optional<DatedRelease> known = releases.get(remembered(project, version));
    if (known.isPresent()) {
      return known.get();
    }
    DatedRelease release = meant(project, version).orElseGet(() -> create(project, version, added));
    link(project, release);
    releases.put(remembered(project, version), release);
    return release;
  }

  private static String remembered(Project project, String version) {
    return project.id() + "#" + version;
  }

  @Override
  public Optional<DatedRelease> meant(Project project, String version) {
    return releases
        .get(remembered(project, version))
        .or(
            () ->
                find(project, NameRules.projectPrefixed(project.slug(), version))
                    .filter(release -> isThere(listing(project, release))))
        .or(() -> find(project, version));
  }

  @Override
  public Optional<DatedRelease> find(Project project, String version) {
    return Writes.read(
            dynamoDb, table, Item.key(partition(project.organizationId(), version), "RELEASE"))
        .map(item -> release(version, item));
  }

  private DatedRelease create(Project project, String version, Instant added) {
    Item item =
        Item.at(partition(project.organizationId(), version), "RELEASE")
            .with("added", added.toEpochMilli());
    return Writes.putIfAbsent(dynamoDb, table, item)
        .map(there -> release(version, there))
        .orElseGet(() -> release(version, item));
  }

  /** Always, also for a release that another project created (event-saving 27, Q5). */
  private void link(Project project, DatedRelease release) {
    Item listed = listing(project, release);
    if (isThere(listed)) {
      return;
    }
    arrivals.arrived(project, release);
    if (Writes.putIfAbsent(dynamoDb, table, listed).isEmpty()) {
      arrivals.arrived(project, release);
      semver.put(Long.toString(project.id()), null);
    }
  }

  /** What says that a release belongs to a project. */
  private static Item listing(Project project, DatedRelease release) {
    return Item.at(
            listOf(project.id()),
            "%015d#%s".formatted(release.added().toEpochMilli(), release.version()))
        .with("version", release.version());
  }

  private boolean isThere(Item item) {
    return Writes.read(dynamoDb, table, Item.key(item.pk(), item.sk())).isPresent();
  }

  @Override
  public void ensureDist(Project project, String version, String dist, Instant added) {
    Item item =
        Item.at(partition(project.organizationId(), version), "DIST#" + dist)
            .with("added", added.toEpochMilli());
    ensureOnce(item);
  }

  @Override
  public void ensureEnvironment(Project project, String environment) {
    ensureOnce(Item.at("P#" + project.id(), "ENV#" + environment));
  }

  private void ensureOnce(Item item) {
    String key = Remembered.keyOf(item.pk(), item.sk());
    if (ensured.get(key).isEmpty()) {
      Writes.putIfAbsent(dynamoDb, table, item);
      ensured.put(key, true);
    }
  }

  @Override
  public void seen(
      Project project, String version, String environment, Instant first, Instant last) {
    String pk = partitionIn(project.id(), version);
    String sk = environmentRow(environment);
    String key = Remembered.keyOf(pk, sk);
    Optional<Instant> known = lastSeen.get(key);
    if (known.isPresent() && !last.isAfter(known.get().plusSeconds(SEEN_SECONDS))) {
      return;
    }
    Writes.updateIf(
        dynamoDb,
        table,
        Item.key(pk, sk),
        "SET v = :v, first_seen = if_not_exists(first_seen, :first), last_seen = :last",
        "attribute_not_exists(last_seen) OR last_seen < :before",
        Map.of(
            ":v", number(Item.FORMAT_VERSION),
            ":first", number(first.toEpochMilli()),
            ":last", number(last.toEpochMilli()),
            ":before", number(last.minusSeconds(SEEN_SECONDS).toEpochMilli())));
    lastSeen.put(key, last);
  }

  @Override
  public List<String> newest(Project project, int countMax) {
    return dynamoDb
        .query(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Item.values(":pk", listOf(project.id())))
                    .scanIndexForward(false)
                    .consistentRead(true)
                    .limit(countMax))
        .items()
        .stream()
        .map(attributes -> Item.of(attributes).text("version"))
        .toList();
  }

  @Override
  public boolean followsSemver(Project project) {
    String key = Long.toString(project.id());
    Optional<Boolean> known = semver.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    boolean follows =
        SemanticVersioning.isFollowedBy(newest(project, SemanticVersioning.RELEASES_MAX));
    semver.put(key, follows);
    return follows;
  }

  private static DatedRelease release(String version, Item item) {
    return new DatedRelease(version, Instant.ofEpochMilli(item.number("added")));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
