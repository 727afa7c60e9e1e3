package dev.tracefold.benchmark.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.local.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class CostMeterTest {

  private static final int EVENTS = 50;
  private static final int ISSUES = 5;

  /** What docs/decisions/counting.md and scaling.md say that a batch writes. */
  @Test
  void aBatchWritesWhatTheDecisionsSay() {
    ShapeCost cost = measured();

    int rows = 2 * (1 + 3 * ISSUES + 1 + 1); // commit record; per hash three; series; usage
    int expected = EVENTS + rows + ISSUES;
    double indexMoves = 2.0 * ISSUES;
    assertThat(cost.perEvent().writeUnits() * EVENTS)
        .isBetween((double) expected, expected + indexMoves);
    assertThat(cost.perEvent().puts() * EVENTS).isCloseTo(1, within(1e-9));
    // Of 50 events of 8 KiB: ten requests to send, ten to receive, five to delete them; for each of
    // the 50 outcomes a tenth of a send, of a receive and of a delete.
    assertThat(cost.perEvent().queueRequests() * EVENTS).isCloseTo(25 + 15, within(1e-9));
    assertThat(cost.dollarsPerMillion()).isPositive();
  }

  private static ShapeCost measured() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    try (CostMeter meter =
        new CostMeter(TestStacks.root(), new Terminal(nowhere, nowhere, false))) {
      return meter.measure(new Shape(EVENTS, ISSUES, 8192, 0, 0, 1));
    }
  }
}
