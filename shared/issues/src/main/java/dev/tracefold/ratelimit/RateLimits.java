package dev.tracefold.ratelimit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides what is let in by the limits of projects and their keys: {@code tracefold:rate_limit} of
 * a project, and {@code tracefold:key_rate_limits}, which has one per id of a key.
 *
 * <p>What was taken is booked at most once a second and bucket, so that a function knows within a
 * second what the others took. Meanwhile it may let in more than there was room for; that is booked
 * all the same and made up for, so that over time the limit holds. Thread-safe.
 */
public final class RateLimits {

  /** The option of a project's own limit. */
  public static final String PROJECT_OPTION = "tracefold:rate_limit";

  /** The option with the limits of its keys, by their ids. */
  public static final String KEYS_OPTION = "tracefold:key_rate_limits";

  /** How often a function writes to a bucket, and so how old its view of it may be. */
  static final Duration BOOKING_INTERVAL = Duration.ofSeconds(1);

  /** Who is sent away is to find room for more than one item when they return. */
  private static final int PARTS_TO_WAIT_FOR = 10;

  /** Buckets that are remembered; what one forgets is seen again at the next booking. */
  private static final int BUCKETS_MAX = 4096;

  private static final class Bucket {
    private final String name;
    private final RateLimit limit;

    /** The moment as last seen, and as it is with what was taken here since. */
    private long seenFullAt;

    private long fullAt;

    /** What was taken and not booked yet, and from when on. */
    private long unbooked;

    private long since;
    private boolean seen;
    private long bookableAt;

    Bucket(String name, RateLimit limit) {
      this.name = name;
      this.limit = limit;
    }
  }

  private record Limited(Throttle.Scope scope, Bucket bucket) {}

  private final RateBuckets store;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > BUCKETS_MAX;
        }
      };

  public RateLimits(RateBuckets store, Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Takes one item; the limit that refuses it, or empty if it is let in. */
  public synchronized Optional<Throttle> take(Project project, ProjectKey key) {
    List<Limited> limits = limits(project, key);
    long now = micros(clock.instant());
    for (Limited limited : limits) {
      bookIfDue(limited.bucket(), now);
      if (wait(limited.bucket(), now) > 0) {
        return Optional.of(throttle(limited, now));
      }
    }
    limits.forEach(limited -> take(limited.bucket(), now));
    return Optional.empty();
  }

  private static void take(Bucket bucket, long now) {
    bucket.since = bucket.unbooked == 0 ? now : bucket.since;
    bucket.unbooked += bucket.limit.itemMicros();
    bucket.fullAt = Math.max(bucket.fullAt, now) + bucket.limit.itemMicros();
  }

  /** The limits that would refuse the next item, as far as is known here. */
  public synchronized List<Throttle> reached(Project project, ProjectKey key) {
    long now = micros(clock.instant());
    return limits(project, key).stream()
        .filter(limited -> wait(limited.bucket(), now) > 0)
        .map(limited -> throttle(limited, now))
        .toList();
  }

  private List<Limited> limits(Project project, ProjectKey key) {
    List<Limited> limits = new ArrayList<>(2);
    JsonNode ofKey =
        project
            .options()
            .json(KEYS_OPTION)
            .orElse(MissingNode.getInstance())
            .path(Long.toString(key.id()));
    RateLimit.read(ofKey)
        .map(limit -> new Limited(Throttle.Scope.KEY, bucket("K#" + key.id(), limit)))
        .ifPresent(limits::add);
    project
        .options()
        .json(PROJECT_OPTION)
        .flatMap(RateLimit::read)
        .map(limit -> new Limited(Throttle.Scope.PROJECT, bucket("P#" + project.id(), limit)))
        .ifPresent(limits::add);
    return limits;
  }

  private Bucket bucket(String name, RateLimit limit) {
    return buckets.computeIfAbsent(name + "#" + limit, unused -> new Bucket(name, limit));
  }

  private void bookIfDue(Bucket bucket, long now) {
    boolean news = bucket.unbooked > 0 || !bucket.seen;
    if (bucket.limit.count() == 0 || !news || now < bucket.bookableAt) {
      return;
    }
    bucket.bookableAt = now + micros(BOOKING_INTERVAL);
    long since = bucket.unbooked == 0 ? now : bucket.since;
    RateBuckets.Booking booking;
    try {
      booking = store.book(bucket.name, bucket.limit, bucket.seenFullAt, since, bucket.unbooked);
    } catch (RuntimeException outOfReach) {
      // Events matter more than limits: until the store is back, what is known here decides.
      return;
    }
    bucket.seen = true;
    bucket.seenFullAt = booking.fullAt();
    bucket.unbooked = booking.booked() ? 0 : bucket.unbooked;
    bucket.fullAt = booking.fullAt() + bucket.unbooked;
  }

  /** How long the next item has to wait: 0 or less if there is room for it. */
  private static long wait(Bucket bucket, long now) {
    if (bucket.limit.count() == 0) {
      return bucket.limit.windowMicros();
    }
    return Math.max(bucket.fullAt, now)
        + bucket.limit.itemMicros()
        - now
        - bucket.limit.windowMicros();
  }

  private static Throttle throttle(Limited limited, long now) {
    long wait =
        Math.max(
            wait(limited.bucket(), now), limited.bucket().limit.windowMicros() / PARTS_TO_WAIT_FOR);
    return new Throttle(limited.scope(), Duration.ofSeconds(Math.ceilDiv(wait, 1_000_000L)));
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
