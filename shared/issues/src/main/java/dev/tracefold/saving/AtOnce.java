package dev.tracefold.saving;

import java.util.List;

/** Takes steps that do not depend on each other: at once, where they mostly wait for AWS. */
@FunctionalInterface
public interface AtOnce {

  /**
   * Returns when all have ended, each of which is taken, whatever becomes of the others.
   *
   * @param steps in the order in which they are begun
   */
  void run(List<Runnable> steps);
}
