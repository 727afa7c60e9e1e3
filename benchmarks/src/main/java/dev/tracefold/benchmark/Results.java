package dev.tracefold.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.local.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where benchmarks leave their results for programs: one JSON file each, never checked in. */
public final class Results {

  private static final String FOLDER = ".tracefold/benchmarks";

  private final Path folder;
  private final Terminal terminal;

  /**
   * The results of a checkout.
   *
   * @param root the root of the checkout
   */
  public Results(Path root, Terminal terminal) {
    this.folder = root.resolve(FOLDER);
    this.terminal = terminal;
  }

  /** The file of a benchmark; its folder is there. */
  public Path file(String name) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
    return folder.resolve(name + ".json");
  }

  /** Saves what a benchmark found, in place of what it found before. */
  public void save(String name, JsonNode results) {
    Path file = file(name);
    try {
      Files.writeString(file, results.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    terminal.step("Saved " + file);
  }
}
