package dev.tracefold.enhancement;

import java.util.List;

/** What a glob is made of, once its text is read (enhancements 5.3). */
sealed interface GlobToken {

  /** Exactly one byte, out of a set. */
  record OneOf(ByteSet bytes) implements GlobToken {}

  /** Any run of bytes, possibly empty; it stops at a slash unless it crosses them. */
  record Run(boolean crossesSlashes) implements GlobToken {}

  /** Nothing, or anything that ends in a slash: a double star that stands for whole folders. */
  record Folders() implements GlobToken {}

  /** One of several token lists; nothing at all if there are none. */
  record Alternatives(List<List<GlobToken>> branches) implements GlobToken {

    public Alternatives {
      branches = List.copyOf(branches);
    }
  }
}
