package dev.tracefold.local.group;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes that end in a line feed, read one after the other from a stream. */
final class RequestLines implements AutoCloseable {

  /** Longest line: an event may be 1 MiB, and JSON may write every byte of it as six. */
  static final int LENGTH_MAX = 8 * 1024 * 1024;

  private static final int BUFFER = 64 * 1024;

  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;

  RequestLines(InputStream input) {
    this.input = input;
  }

  /**
   * The next line without its line feed; null if there is none. Of a line that is too long only
   * {@link #LENGTH_MAX} bytes and one more are kept.
   */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER);
    boolean any = false;
    while (fill()) {
      any = true;
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      int room = LENGTH_MAX + 1 - line.size();
      line.write(buffer, position, Math.min(end - position, room));
      position = end;
      if (end < filled) {
        position++;
        break;
      }
    }
    return any ? line.toByteArray() : null;
  }

  /** Whether asking for the next line may have to wait. */
  boolean mayWait() throws IOException {
    return position == filled && input.available() == 0;
  }

  private boolean fill() throws IOException {
    if (position < filled) {
      return true;
    }
    position = 0;
    filled = Math.max(0, input.read(buffer));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
