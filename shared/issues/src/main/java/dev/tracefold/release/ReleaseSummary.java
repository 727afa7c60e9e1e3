package dev.tracefold.release;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A release of a project with what was seen of it.
 *
 * @param release its version and when it was created
 * @param newIssues how many issues of the project were first seen in it
 * @param environments names of those in which it was seen, sorted; empty text for events without
 * @param firstSeen time of its first event; null if it has none
 * @param lastSeen time of its last event, to the minute; null if it has none
 */
public record ReleaseSummary(
    DatedRelease release,
    long newIssues,
    List<String> environments,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen) {

  public ReleaseSummary {
    Objects.requireNonNull(release, "release");
    environments = List.copyOf(environments);
  }
}
