package dev.tracefold.intake.body;

import java.util.Objects;

/** A body after its content encoding was undone, or why it could not be. */
public sealed interface DecodedBody {

  /** The plain bytes. */
  record Decoded(Bytes bytes) implements DecodedBody {
    public Decoded {
      Objects.requireNonNull(bytes, "bytes");
    }
  }

  /** The body grew past {@code bytesMax} while it was decompressed; the rest was not read. */
  record TooLarge(int bytesMax) implements DecodedBody {}

  /** The body is not what its encoding says; {@code detail} is for the sender. */
  record Malformed(String detail) implements DecodedBody {
    public Malformed {
      Objects.requireNonNull(detail, "detail");
    }
  }

  /** An encoding that nobody here can undo, as it was named. */
  record UnknownEncoding(String name) implements DecodedBody {
    public UnknownEncoding {
      Objects.requireNonNull(name, "name");
    }
  }
}
