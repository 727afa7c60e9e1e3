package dev.tracefold.project;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Projects and keys, remembered for at most {@link #AGE_MAX}, so that a function asks the store
 * once a minute and not once an event. What is unknown is remembered too, in a bounded number: a
 * flood of made-up keys costs neither memory nor reads.
 */
public final class CachedProjects implements Projects {

  /** How stale an option may be: a change takes effect everywhere within a minute. */
  public static final Duration AGE_MAX = Duration.ofSeconds(60);

  /** Entries of each kind; the least recently used one goes first. */
  public static final int ENTRIES_MAX = 4096;

  private record Remembered<V>(Optional<V> value, long readAtMillis) {}

  private final Projects source;
  private final Clock clock;
  private final Map<Long, Remembered<Project>> projects = bounded();
  private final Map<String, Remembered<ProjectKey>> keys = bounded();
  private final Map<String, Remembered<ProjectOptions>> deployment = bounded();

  public CachedProjects(Projects source, Clock clock) {
    this.source = Objects.requireNonNull(source, "source");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public Optional<Project> find(long projectId) {
    return cached(projects, projectId, source::find);
  }

  @Override
  public Optional<ProjectKey> findKey(String publicKey) {
    return cached(keys, publicKey, source::findKey);
  }

  @Override
  public ProjectOptions deploymentOptions() {
    return cached(deployment, "", key -> Optional.of(source.deploymentOptions()))
        .orElse(ProjectOptions.NONE);
  }

  private synchronized <K, V> Optional<V> cached(
      Map<K, Remembered<V>> entries, K key, Function<K, Optional<V>> read) {
    long now = clock.millis();
    Remembered<V> entry = entries.get(key);
    if (entry == null || now - entry.readAtMillis() > AGE_MAX.toMillis()) {
      entry = new Remembered<>(read.apply(key), now);
      entries.put(key, entry);
    }
    return entry.value();
  }

  private static <K, V> Map<K, Remembered<V>> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, Remembered<V>> eldest) {
        return size() > ENTRIES_MAX;
      }
    };
  }
}
