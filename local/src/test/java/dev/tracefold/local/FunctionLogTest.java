package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {
  @TempDir private Path folder;

  private final FunctionLog log = new FunctionLog();
  private final List<String> lines = new ArrayList<>();

  @Test
  void nothingIsKeptUntilSomebodyAsks() {
    log.accept("before");
    log.sendTo(lines::add);
    log.accept("after");
    assertThat(lines).containsExactly("after");
  }

  @Test
  void whatAFunctionPrintsIsALineOfTheLog() {
    log.sendTo(lines::add);
    PrintStream out = log.standardOutput();
    out.print("注文 ");
    out.println("№1");
    out.println("second");
    assertThat(lines).containsExactly("注文 №1", "second");
  }

  @Test
  void aFileIsAddedTo() {
    Path file = folder.resolve("data").resolve("functions.log");
    for (String line : List.of("first run", "second run")) {
      var run = new FunctionLog();
      run.appendTo(file);
      run.accept(line);
    }
    assertThat(file).hasContent("first run\nsecond run\n");
  }
}
