package dev.tracefold.benchmark.coldstart;

/**
 * One start of a function.
 *
 * @param initMillis from the start of the process to its asking for an invocation; for a snapshot,
 *     from restoring it
 * @param firstMillis from there to the first answer
 * @param processorMillis processor time of the process until then
 * @param warmMillis what a later invocation takes; 0 where none was made
 * @param residentKilobytes memory of the process after the first answer, at its highest
 * @param heapKilobytes of it, objects on the heap
 */
record Start(
    double initMillis,
    double firstMillis,
    double processorMillis,
    double warmMillis,
    double residentKilobytes,
    double heapKilobytes) {

  double totalMillis() {
    return initMillis + firstMillis;
  }
}
