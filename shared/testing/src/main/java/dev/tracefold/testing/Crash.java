package dev.tracefold.testing;

/** The end of a function at a chosen point; an error, so that no code survives it by catching. */
public final class Crash extends Error {

  private static final long serialVersionUID = 1L;

  Crash(String where) {
    super(where);
  }
}
