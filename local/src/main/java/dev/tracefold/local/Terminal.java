package dev.tracefold.local;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command says: results on standard output, progress and failures on standard error. Text of
 * events passes through {@link #safe}, because whoever sends an event chooses it.
 */
public final class Terminal {
  private static final char REPLACEMENT = '\uFFFD';

  private final PrintStream results;
  private final PrintStream progress;
  private final boolean interactive;

  /**
   * @param interactive whether a person watches the progress, so that a line may be written over
   */
  public Terminal(PrintStream results, PrintStream progress, boolean interactive) {
    this.results = results;
    this.progress = progress;
    this.interactive = interactive;
  }

  /** Prints a line of the result. */
  public void result(String line) {
    results.println(line);
    results.flush();
  }

  /** Prints a line of the result, which is seen once the results are flushed. */
  public void add(String line) {
    results.println(line);
  }

  /** Shows the lines that were added. */
  public void flush() {
    results.flush();
  }

  /** Says what is being done now. */
  public void step(String what) {
    progress.println(what);
  }

  /** Says how far a long step is; on paper only its end is told. */
  public void step(String what, long done, long all) {
    String line = what + " " + done + "/" + all;
    if (interactive) {
      progress.print("\r" + line + (done == all ? "\n" : ""));
      progress.flush();
    } else if (done == all) {
      progress.println(line);
    }
  }

  /** Says a failure, or what a function logged. */
  public void complain(String what) {
    progress.println(safe(what));
  }

  /**
   * The text without what would steer a terminal: control characters, escapes, line separators and
   * marks that turn the direction of text, each replaced by one mark.
   */
  public static String safe(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (Character.getType(point)) {
                case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    safe.append(point == '\n' || point == '\t' ? ' ' : REPLACEMENT);
                case Character.FORMAT -> {
                  // Joiners are part of emoji and scripts; the rest of the kind only hides or
                  // turns.
                  if (point == 0x200C || point == 0x200D) {
                    safe.appendCodePoint(point);
                  }
                }
                default -> safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  /** A text of at most so many columns, its loss shown by an ellipsis. */
  public static String cut(String text, int most) {
    return TextWidth.of(text) <= most
        ? text
        : text.substring(0, TextWidth.cut(text, most - 1)) + "\u2026";
  }

  /** Prints rows under a heading, each column as wide as its widest text. */
  public void table(List<String> heading, List<List<String>> rows) {
    var widths = new ArrayList<Integer>();
    for (int column = 0; column < heading.size(); column++) {
      int width = TextWidth.of(heading.get(column));
      for (List<String> row : rows) {
        width = Math.max(width, TextWidth.of(row.get(column)));
      }
      widths.add(width);
    }
    result(line(heading, widths));
    rows.forEach(row -> result(line(row, widths)));
  }

  private static String line(List<String> cells, List<Integer> widths) {
    var line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - TextWidth.of(cell) + 2));
    }
    return line.toString().stripTrailing();
  }
}
