package dev.tracefold.grouping;

import dev.tracefold.conformance.ConformanceFiles;
import dev.tracefold.conformance.GroupingCases;
import org.junit.jupiter.api.Test;

/** Recorded groupings of events that arrive normalised. */
final class GroupingConformanceTest {

  @Test
  void normalizedEventsGroupAsRecorded() {
    new GroupingCases(ConformanceFiles.present(), payload -> payload).compareEvents(true);
  }
}
