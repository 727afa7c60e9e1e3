package dev.tracefold.erasure;

/** Is told how far a long erasure is. */
public interface ErasureProgress {

  /** Tells nobody. */
  ErasureProgress SILENT = (what, done, all) -> {};

  void step(String what, long done, long all);
}
