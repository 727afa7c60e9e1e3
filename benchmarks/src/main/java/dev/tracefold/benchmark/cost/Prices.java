package dev.tracefold.benchmark.cost;

/**
 * What AWS asks in us-east-1, on demand, beyond any free tier, as published in November 2026; and
 * how long its answers take, which is paid for as time of functions.
 */
public final class Prices {

  /** Dollars per write unit of DynamoDB: a write of up to 1 KB. */
  static final double WRITE_UNIT = 0.625 / 1e6;

  /** Dollars per read unit of DynamoDB: a consistent read of up to 4 KB. */
  static final double READ_UNIT = 0.125 / 1e6;

  /** Dollars per request of SQS, a standard queue. */
  public static final double QUEUE_REQUEST = 0.40 / 1e6;

  /** A send, receive or delete of more than this is several requests of SQS. */
  static final int QUEUE_REQUEST_BYTES = 64 * 1024;

  /** Dollars per PUT, COPY, POST or LIST of S3. */
  static final double OBJECT_PUT = 5.0 / 1e6;

  /** Dollars per GET of S3. */
  static final double OBJECT_GET = 0.40 / 1e6;

  /** Dollars per invocation of a function. */
  public static final double INVOCATION = 0.20 / 1e6;

  /** Dollars per GB and second of a function on arm64. */
  public static final double GB_SECOND = 0.0000133334;

  /** Dollars per byte of logs that CloudWatch takes in. */
  static final double LOG_BYTE = 0.50 / 1e9;

  /** Memory of a function that has one processor; one with less has its share. */
  static final int MEGABYTES_PER_PROCESSOR = 1769;

  /** Milliseconds that one call of DynamoDB takes, as seen from a function nearby. */
  static final double TABLE_MILLIS = 5;

  /** Milliseconds that a transaction takes. */
  static final double TRANSACTION_MILLIS = 15;

  /** Milliseconds that a call of SQS takes. */
  static final double QUEUE_MILLIS = 10;

  /** Milliseconds that a call of S3 takes. */
  static final double OBJECT_MILLIS = 40;

  private Prices() {}

  /** Requests of SQS that a call with so many bytes is. */
  static long queueRequests(long bytes) {
    return Math.max(1, (bytes + QUEUE_REQUEST_BYTES - 1) / QUEUE_REQUEST_BYTES);
  }
}
