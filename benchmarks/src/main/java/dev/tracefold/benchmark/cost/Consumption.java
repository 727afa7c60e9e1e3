package dev.tracefold.benchmark.cost;

/**
 * What calls consumed.
 *
 * @param tableCalls calls of DynamoDB
 * @param writeUnits write units of DynamoDB
 * @param readUnits read units of DynamoDB
 * @param queueRequests requests of SQS as it bills them
 * @param queueBytes bytes sent to queues
 * @param puts writes to S3
 * @param putBytes bytes written to S3
 * @param gets reads of S3
 * @param waitMillis how long the function waited for the answers, by the latencies in {@link
 *     Prices}
 */
public record Consumption(
    double tableCalls,
    double writeUnits,
    double readUnits,
    double queueRequests,
    double queueBytes,
    double puts,
    double putBytes,
    double gets,
    double waitMillis) {

  static final Consumption NONE = new Consumption(0, 0, 0, 0, 0, 0, 0, 0, 0);

  static Consumption ofTable(double writeUnits, double readUnits, double waitMillis) {
    return new Consumption(1, writeUnits, readUnits, 0, 0, 0, 0, 0, waitMillis);
  }

  static Consumption ofQueue(long requests, long bytes, double waitMillis) {
    return new Consumption(0, 0, 0, requests, bytes, 0, 0, 0, waitMillis);
  }

  /** Of SQS, by others than the function. */
  static Consumption ofBilledRequests(double requests, double bytes) {
    return new Consumption(0, 0, 0, requests, bytes, 0, 0, 0, 0);
  }

  static Consumption ofPut(long bytes, double waitMillis) {
    return new Consumption(0, 0, 0, 0, 0, 1, bytes, 0, waitMillis);
  }

  static Consumption ofGet(double waitMillis) {
    return new Consumption(0, 0, 0, 0, 0, 0, 0, 1, waitMillis);
  }

  Consumption plus(Consumption other) {
    return new Consumption(
        tableCalls + other.tableCalls,
        writeUnits + other.writeUnits,
        readUnits + other.readUnits,
        queueRequests + other.queueRequests,
        queueBytes + other.queueBytes,
        puts + other.puts,
        putBytes + other.putBytes,
        gets + other.gets,
        waitMillis + other.waitMillis);
  }

  /** The same for each of so many. */
  Consumption per(double count) {
    return new Consumption(
        tableCalls / count,
        writeUnits / count,
        readUnits / count,
        queueRequests / count,
        queueBytes / count,
        puts / count,
        putBytes / count,
        gets / count,
        waitMillis / count);
  }
}
