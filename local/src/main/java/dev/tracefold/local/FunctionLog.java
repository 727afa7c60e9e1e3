package dev.tracefold.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Takes what functions log and print: lines for CloudWatch, which would bury what a command says.
 * They are dropped, until somebody asks for them.
 */
public final class FunctionLog implements Consumer<String> {
  private volatile Consumer<String> lines = line -> {};

  @Override
  public void accept(String line) {
    lines.accept(line);
  }

  /** From now on, lines go there. */
  public void sendTo(Consumer<String> lines) {
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  /**
   * From now on, lines are added to a file.
   *
   * @throws UncheckedIOException where it cannot be written
   */
  public void appendTo(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Writer writer =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      sendTo(
          line -> {
            synchronized (writer) {
              try {
                writer.write(line + "\n");
                writer.flush();
              } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
              }
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Takes what functions log by {@link System.Logger}, instead of standard error. */
  void takeSystemLogger() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(
        new Handler() {
          private final Formatter formatter = new SimpleFormatter();

          @Override
          public void publish(LogRecord entry) {
            accept(
                entry.getLevel()
                    + " "
                    + entry.getLoggerName()
                    + ": "
                    + formatter.formatMessage(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  /** A standard output for functions: each line that is printed is a line of the log. */
  PrintStream standardOutput() {
    return new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
  }

  /** Gathers bytes into lines. */
  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
      if (b != '\n') {
        line.write(b);
      } else {
        accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }
  }
}
