package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.conformance.ConformanceFiles;
import dev.tracefold.conformance.GroupingCases;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Recorded groupings of events as SDKs send them: normalised here, then grouped. */
final class RecordedGroupingTest {

  private static final NormalizationContext CONTEXT =
      new NormalizationContext(
          1, null, "0".repeat(32), Instant.ofEpochSecond(1_641_979_800), null, null, null, null);

  @Test
  void inputsGroupAsRecordedByEveryConfiguration() {
    cases().compareInputs();
  }

  @Test
  void eventsGroupAsRecordedAfterNormalisation() {
    cases().compareEvents(false);
  }

  @Test
  void fingerprintRulesActAsRecorded() {
    cases().compareFingerprinting();
  }

  private static GroupingCases cases() {
    return new GroupingCases(ConformanceFiles.present(), RecordedGroupingTest::normalized);
  }

  private static ObjectNode normalized(ObjectNode payload) {
    ObjectNode copy = payload.deepCopy();
    Normalizer.normalize(copy, CONTEXT);
    return copy;
  }
}
