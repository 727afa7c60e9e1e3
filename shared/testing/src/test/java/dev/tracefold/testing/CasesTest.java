package dev.tracefold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of catalogued cases against the tests that it names. */
final class CasesTest {

  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("tracefold.root"), "tracefold.root"));
  private static final Pattern ROW = Pattern.compile("\\| (C-\\d{3}) \\| (.+) \\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  private record Row(String number, String text) {}

  @Test
  void rowsStandInTheOrderOfTheirNumbers() {
    assertThat(rows()).hasSizeGreaterThan(50);
    assertThat(rows().stream().map(Row::number)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void everyTestThatARowNamesNamesTheCase() {
    Map<String, String> sources = testSources();
    for (Row row : rows()) {
      Matcher test = TEST.matcher(row.text());
      boolean applies = !row.text().startsWith("Cannot apply") && !row.text().startsWith("Not as");
      assertThat(test.find() || !applies).as(row.number() + " names a test or a reason").isTrue();
      test.reset();
      while (applies && test.find()) {
        assertThat(sources).as(row.number()).containsKey(test.group(1));
        assertThat(sources.get(test.group(1))).as(test.group(1)).contains(row.number());
      }
    }
  }

  private static List<Row> rows() {
    return read(ROOT.resolve("docs/decisions/cases.md"))
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> new Row(row.group(1), row.group(2)))
        .toList();
  }

  /** The text of each test class by its simple name. */
  private static Map<String, String> testSources() {
    Map<String, String> sources = new HashMap<>();
    for (String part : List.of("shared", "functions", "local", "benchmarks")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
        files
            .filter(file -> file.toString().endsWith("Test.java"))
            .forEach(
                file ->
                    sources.merge(
                        file.getFileName().toString().replace(".java", ""),
                        read(file),
                        String::concat));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
