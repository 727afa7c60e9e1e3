package dev.tracefold.ratelimit;

/**
 * Where functions share how full buckets are. A bucket is one moment, in microseconds since 1970:
 * the one at which it will be full again. Taking an item moves the moment on by the time in which
 * one item's room comes back; a moment in the past is a full bucket.
 */
public interface RateBuckets {

  /**
   * What a booking found.
   *
   * @param booked whether it took place
   * @param fullAt the bucket's moment now
   */
  record Booking(boolean booked, long fullAt) {}

  /**
   * Books what was taken, by at most one write. A bucket that is thought to have been full, and was
   * not, stays as it is, and the answer says so: book again with what is known now.
   *
   * @param bucket names the bucket; of another limit it is another bucket
   * @param seenFullAt the bucket's moment as last seen, or 0 if it never was
   * @param since the moment from which on it was taken
   * @param cost by how much to move the bucket's moment; may be 0, to see it
   * @throws RuntimeException if the store is out of reach
   */
  Booking book(String bucket, RateLimit limit, long seenFullAt, long since, long cost);
}
