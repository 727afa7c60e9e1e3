package dev.tracefold.benchmark.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {

  @Test
  void whatIsNotSaidIsTheUsual() {
    assertThat(Shape.parse("tags=3")).isEqualTo(new Shape(100, 10, 8192, 3, 0, 1));
    assertThat(Shape.parse("events=1")).isEqualTo(new Shape(1, 1, 8192, 0, 0, 1));
  }

  @Test
  void itReadsWhatItWrites() {
    Shape shape = new Shape(500, 20, 4096, 10, 250, 3);

    assertThat(Shape.parse(shape.toString())).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event=5           | found 'event=5'; expected NAME=NUMBER",
        "events            | found 'events'; expected NAME=NUMBER",
        "events=many       | found events 'many'; expected a whole number",
        "events=0          | found events=0; expected 1 to 10000",
        "events=5,events=6 | found events twice",
        "events=5,issues=6 | found issues=6; expected 1 to 5",
        "bytes=10          | found bytes=10; expected 1500 to 1000000",
        "users=101         | found users=101; expected 0 to 100",
        "events=5000       | an invocation carries 6 MB"
      })
  void aWrongShapeSaysWhatIsWrong(String text, String problem) {
    assertThatThrownBy(() -> Shape.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
