package dev.tracefold.saving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.grouping.GroupedPayload;
import dev.tracefold.grouping.GroupingConfig;
import dev.tracefold.grouping.Hash;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.MetricDetail;
import dev.tracefold.metric.Metrics;
import dev.tracefold.project.ProjectOptions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which configurations group an event, and what of each is used (event-saving 9). */
final class EventGroupingTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private static final Instant NOW = Instant.parse("2022-01-12T09:30:00Z");
  private static final String A32 = "a".repeat(32);
  private static final String LEGACY = "legacy:2019-03-12";
  private static final String NEWSTYLE = "newstyle:2019-10-29";

  /** One that the legacy configuration groups by its file, the present one by its module. */
  private static final String EXCEPTION =
      "{'platform': 'python', 'exception': {'values': [{'type': 'E', 'value': 'v', 'stacktrace':"
          + " {'frames': [{'function': 'f', 'module': 'm', 'filename': 'a.py', 'context_line':"
          + " 'raise E', 'in_app': true}]}}]}%s}";

  private final AtomicInteger draws = new AtomicInteger();
  private final Metrics metrics = new Metrics();

  @Test
  @DisplayName("C-068: a message groups by the hash of its text, which is the primary one")
  void aMessageGroupsByItsText() {
    EventGrouping.Grouped grouped = grouped("{'logentry': {'formatted': 'foo'}}");

    assertThat(grouped.hashes().all()).containsExactly(hash("acbd18db4cc2f85cedef654fccc4a4d8"));
    assertThat(grouped.hashes().primary()).isEqualTo(hash("acbd18db4cc2f85cedef654fccc4a4d8"));
  }

  @Test
  @DisplayName("C-071: a fingerprint with the default in it is another one than without")
  void aFingerprintWithTheDefaultIsAnotherOne() {
    String event = "{'logentry': {'formatted': 'foo'}, 'fingerprint': [%s]}";

    assertThat(hashes(event.formatted("'{{ default }}', '" + A32 + "'")))
        .doesNotContainAnyElementsOf(hashes(event.formatted("'" + A32 + "'")));
  }

  @Test
  @DisplayName("C-072: an event without a fingerprint has the default one")
  void anEventWithoutAFingerprintHasTheDefaultOne() {
    for (String sent : List.of("{}", "{'fingerprint': []}", "{'fingerprint': null}")) {
      ObjectNode payload = object(sent);
      GroupedPayload.write(payload, grouped(payload, NONE, NONE).grouped());
      assertThat(payload.get("fingerprint").toString()).isEqualTo("[\"{{ default }}\"]");
    }
  }

  @Test
  @DisplayName("C-073: a checksum is the hash, one that is no hash is hashed")
  void aChecksumIsTheHash() {
    assertThat(hashes("{'checksum': '" + A32 + "'}")).containsExactly(hash(A32));
    assertThat(hashes("{'checksum': 'invalid checksum hash'}"))
        .containsExactlyInAnyOrder(
            hash("c898ee4fb1840ad27c602262ef80c3d2"), hash("invalid checksum hash"));
    assertThat(hashes("{'checksum': '" + "a".repeat(40) + "'}"))
        .containsExactly(hash("4697843037d962f62a5a429e611e0f5f"));
  }

  @Test
  @DisplayName("C-074: values are hashed together as UTF-8")
  void valuesAreHashedTogether() {
    assertThat(hashes("{'fingerprint': ['foo', 'bar', 'foô']}"))
        .containsExactly(hash("6d81588029ed4190110b2779ba952a00"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1_641_979_800, 1_641_979_801, 9_999_999_999L})
  @DisplayName("C-078: until it expires a secondary configuration adds its flat hashes")
  void aSecondaryConfigurationAddsItsHashes(long expiry) {
    List<Hash> before = hashes(LEGACY);
    List<Hash> after = hashes(NEWSTYLE);

    assertThat(before).doesNotContainAnyElementsOf(after);
    assertThat(flat(secondary(expiry))).startsWith(after.get(0)).containsAll(before);
    assertThat(flat(secondary(expiry)).subList(0, after.size())).isEqualTo(after);
    assertThat(runs(Metric.SECONDARY_GROUPING)).isEqualTo(2);
  }

  @Test
  @DisplayName("C-078: a secondary configuration that expired, or never was, is not used")
  void aSecondaryConfigurationThatExpiredIsNotUsed() {
    List<Hash> primary = hashes(NEWSTYLE);
    ProjectOptions options = options("'sentry:secondary_grouping_config': '" + LEGACY + "'");

    assertThat(flat(secondary(1_641_979_799))).isEqualTo(primary);
    assertThat(flat(secondary(0))).isEqualTo(primary);
    assertThat(flat(options)).isEqualTo(primary);
    assertThat(flat(options("'sentry:secondary_grouping_expiry': 9999999999"))).isEqualTo(primary);
    assertThat(runs(Metric.SECONDARY_GROUPING)).isZero();
  }

  @Test
  @DisplayName("C-079: an unknown secondary configuration is as good as none")
  void anUnknownSecondaryConfigurationIsNone() {
    ProjectOptions options =
        options(
            "'sentry:secondary_grouping_config': 'newstyle:1999-01-01',"
                + "'sentry:secondary_grouping_expiry': 9999999999");

    assertThat(flat(options)).isEqualTo(hashes(NEWSTYLE));
    assertThat(runs(Metric.SECONDARY_GROUPING)).isZero();
  }

  @Test
  void ofASecondaryConfigurationOnlyFlatHashesAreUsed() {
    ObjectNode payload = object(EXCEPTION.formatted(""));
    EventGrouping.Grouped grouped =
        grouped(
            payload,
            options(
                "'sentry:secondary_grouping_config': 'mobile:2021-02-12',"
                    + "'sentry:secondary_grouping_expiry': 9999999999"),
            NONE);
    GroupedPayload.write(payload, grouped.grouped());

    assertThat(grouped.hashes().hierarchical()).isEmpty();
    assertThat(payload.has("hierarchical_tree_labels")).isFalse();
    assertThat(runs(Metric.SECONDARY_GROUPING)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("C-082: a background configuration is only measured")
  void aBackgroundConfigurationIsOnlyMeasured(boolean first) {
    ObjectNode plain = object(EXCEPTION.formatted(""));
    GroupedPayload.write(plain, grouped(plain, NONE, NONE).grouped());
    ObjectNode measured = object(EXCEPTION.formatted(""));
    EventGrouping.Grouped grouped =
        grouped(measured, NONE, background("1.0, 'store.background-grouping-before': " + first));
    GroupedPayload.write(measured, grouped.grouped());

    assertThat(measured).isEqualTo(plain);
    assertThat(grouped.hashes().all()).containsExactlyElementsOf(hashes(NEWSTYLE));
    assertThat(runs(Metric.BACKGROUND_GROUPING)).isEqualTo(1);
  }

  @Test
  @DisplayName("C-082: a background configuration runs at its rate, never at a rate of none")
  void aBackgroundConfigurationRunsAtItsRate() {
    for (String rate : List.of("0.0", "0", "null", "0.49", "'text'")) {
      grouped(object("{}"), NONE, background(rate));
    }
    assertThat(runs(Metric.BACKGROUND_GROUPING)).isZero();
    grouped(object("{}"), NONE, background("0.5"));
    grouped(object("{}"), NONE, background("1"));
    assertThat(runs(Metric.BACKGROUND_GROUPING)).isEqualTo(2);
  }

  @Test
  @DisplayName("C-083: where background grouping fails the event is grouped all the same")
  void whereBackgroundGroupingFailsTheEventIsGrouped() {
    DoubleSupplier failing =
        () -> {
          draws.incrementAndGet();
          throw new IllegalStateException("on purpose");
        };
    ObjectNode payload = object(EXCEPTION.formatted(""));
    EventGrouping.Grouped grouped =
        new EventGrouping(failing).group(payload, NONE, background("1.0"), NOW, metrics);

    assertThat(draws).hasValue(1);
    assertThat(grouped.hashes().flat()).isEqualTo(hashes(NEWSTYLE));
  }

  @Test
  @DisplayName("C-085: without a background configuration nothing is measured")
  void withoutABackgroundConfigurationNothingIsMeasured() {
    String rate = "'store.background-grouping-sample-rate': 1.0";

    assertThat(grouped(object("{}"), NONE, options(rate)).hashes().all()).isNotEmpty();
    grouped(
        object("{}"), NONE, options(rate + ", 'store.background-grouping-config-id': 'unknown'"));
    assertThat(runs(Metric.BACKGROUND_GROUPING)).isZero();
  }

  @Test
  @DisplayName("C-086: the configuration that an event came in under groups it")
  void theStampedConfigurationGroups() {
    String stamped = EXCEPTION.formatted(", 'grouping_config': {'id': '" + LEGACY + "'}");
    ProjectOptions moved = options("'sentry:grouping_config': '" + NEWSTYLE + "'");

    assertThat(grouped(object(stamped), moved, NONE).hashes().flat()).isEqualTo(hashes(LEGACY));
  }

  @Test
  void anUnknownStampGivesWayToTheConfigurationOfTheProject() {
    String stamped = EXCEPTION.formatted(", 'grouping_config': {'id': 'newstyle:1999-01-01'}");
    ProjectOptions project = options("'sentry:grouping_config': '" + LEGACY + "'");

    assertThat(grouped(object(stamped), project, NONE).hashes().flat()).isEqualTo(hashes(LEGACY));
  }

  private static final ProjectOptions NONE = ProjectOptions.NONE;

  /** Hashes of a payload, or of the exception by the configuration of this id. */
  private List<Hash> hashes(String payloadOrConfig) {
    return GroupingConfig.find(payloadOrConfig).isPresent()
        ? flat(options("'sentry:grouping_config': '" + payloadOrConfig + "'"))
        : grouped(payloadOrConfig).hashes().flat();
  }

  private List<Hash> flat(ProjectOptions project) {
    return grouped(object(EXCEPTION.formatted("")), project, NONE).hashes().flat();
  }

  private EventGrouping.Grouped grouped(String payload) {
    return grouped(object(payload), NONE, NONE);
  }

  private EventGrouping.Grouped grouped(
      ObjectNode payload, ProjectOptions project, ProjectOptions deployment) {
    return new EventGrouping(() -> 0.5).group(payload, project, deployment, NOW, metrics);
  }

  private static ProjectOptions secondary(long expiry) {
    return options(
        "'sentry:secondary_grouping_config': '%s', 'sentry:secondary_grouping_expiry': %d"
            .formatted(LEGACY, expiry));
  }

  private static ProjectOptions background(String rate) {
    return options(
        "'store.background-grouping-config-id': '%s', 'store.background-grouping-sample-rate': %s"
            .formatted(LEGACY, rate));
  }

  private static ProjectOptions options(String members) {
    return ProjectOptions.of(object("{" + members + "}"));
  }

  private static Hash hash(String value) {
    return new Hash(value);
  }

  private long runs(Metric metric) {
    return metrics.lines(MetricDetail.ALL).stream()
        .flatMap(line -> line.values().getOrDefault(metric, List.of()).stream())
        .count();
  }

  private static ObjectNode object(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
