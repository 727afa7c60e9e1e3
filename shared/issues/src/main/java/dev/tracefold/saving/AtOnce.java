package dev.tracefold.saving;

import java.util.List;

/** Takes steps that do not depend on each other, so that one need not wait for another. */
@FunctionalInterface
public interface AtOnce {

  /**
   * Returns when all have ended. Each is taken, whatever becomes of the others; what the first that
   * fails throws, is thrown then.
   *
   * @param steps in the order in which they are begun
   */
  void run(List<Runnable> steps);
}
