package dev.tracefold.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ResolvingReleaseTest {

  private static final boolean SEMVER = true;
  private static final boolean BY_DATE = false;

  @Test
  @DisplayName("C-181: an event without a release is covered")
  void anEventWithoutReleaseIsCovered() {
    assertThat(in(release("r", 10)).covers(null, BY_DATE)).isTrue();
    assertThat(in(release("p@1.0", 10)).covers(null, SEMVER)).isTrue();
  }

  @Test
  @DisplayName("C-182: resolved in a release: that one and newer ones are not covered, others are")
  void olderReleasesAreCovered() {
    ResolvingRelease resolution = in(release("r", 10));

    assertThat(resolution.covers(release("r", 10), BY_DATE)).isFalse();
    assertThat(resolution.covers(release("o", 9), BY_DATE)).isTrue();
    assertThat(resolution.covers(release("n", 11), BY_DATE)).isFalse();
    assertThat(resolution.covers(release("e", 10), BY_DATE)).isTrue();
  }

  @Test
  @DisplayName("C-183: with semantic versions only they decide, whatever the dates")
  void versionsDecide() {
    ResolvingRelease resolution = in(release("p@1.2.0", 10));

    assertThat(resolution.covers(release("p@1.10.0", 1), SEMVER)).isFalse();
    assertThat(resolution.covers(release("p@1.1.9", 99), SEMVER)).isTrue();
    assertThat(resolution.covers(release("x", 99), SEMVER)).isFalse();
    assertThat(resolution.covers(release("x", 9), SEMVER)).isTrue();
  }

  @Test
  @DisplayName("C-184: the version that was current covers itself and what is below it")
  void theCurrentVersionCovers() {
    DatedRelease current = release("p@2.0.0", 10);
    ResolvingRelease resolution = new ResolvingRelease(true, current, current.version(), current);

    assertThat(resolution.covers(release("p@2.0.0", 10), SEMVER)).isTrue();
    assertThat(resolution.covers(release("p@2.0.1", 1), SEMVER)).isFalse();
    assertThat(resolution.covers(release("q@1.0.0", 99), SEMVER)).isTrue();
  }

  @Test
  @DisplayName("C-185: without semantic versions the date of the current release decides")
  void theDateOfTheCurrentReleaseDecides() {
    DatedRelease current = release("c", 10);
    ResolvingRelease resolution = new ResolvingRelease(true, release("c", 10), "c", current);

    assertThat(resolution.covers(current, BY_DATE)).isTrue();
    assertThat(resolution.covers(release("o", 9), BY_DATE)).isTrue();
    assertThat(resolution.covers(release("n", 11), BY_DATE)).isFalse();
  }

  @Test
  @DisplayName("C-185: a current release that is gone leaves the kind of resolution to decide")
  void aGoneCurrentReleaseDecidesNothing() {
    DatedRelease r = release("r", 10);

    assertThat(new ResolvingRelease(true, r, "gone", null).covers(r, BY_DATE)).isTrue();
    assertThat(new ResolvingRelease(false, r, "gone", null).covers(r, BY_DATE)).isFalse();
  }

  @Test
  void onlyWhereNothingElseDecidesIsTheNextReleaseAskedFor() {
    DatedRelease r = release("r", 10);
    DatedRelease version = release("p@1.0", 10);
    ResolvingRelease next = new ResolvingRelease(true, r, null, null);

    assertThat(next.asksForNextRelease(r, BY_DATE)).isTrue();
    assertThat(next.asksForNextRelease(null, BY_DATE)).as("no release").isFalse();
    assertThat(in(r).asksForNextRelease(r, BY_DATE)).as("resolved in this one").isFalse();
    assertThat(new ResolvingRelease(true, r, "r", r).asksForNextRelease(r, BY_DATE)).isFalse();
    assertThat(new ResolvingRelease(true, r, "gone", null).asksForNextRelease(r, BY_DATE)).isTrue();
    assertThat(
            new ResolvingRelease(true, version, "p@1.0", version)
                .asksForNextRelease(version, SEMVER))
        .isFalse();
  }

  @Test
  @DisplayName("C-177: resolved in the next release: the newest at that time is still covered")
  void theNextReleaseIsTheFirstNotCovered() {
    ResolvingRelease resolution = new ResolvingRelease(true, release("a", 10), null, null);

    assertThat(resolution.covers(release("a", 10), BY_DATE)).isTrue();
    assertThat(resolution.covers(release("b", 11), BY_DATE)).isFalse();
    assertThat(resolution.covers(release("e", 10), BY_DATE)).isFalse();
  }

  @Test
  void anOlderVersionIsCoveredEvenWhereTheProjectGoesByDates() {
    assertThat(in(release("p@2.0", 10)).covers(release("p@1.9", 11), BY_DATE)).isTrue();
    assertThat(in(release("p@2.0", 10)).covers(release("p@2.1", 11), BY_DATE)).isFalse();
    assertThat(
            new ResolvingRelease(true, release("p@2.0", 10), null, null)
                .covers(release("p@1.9", 11), BY_DATE))
        .isTrue();
  }

  @Test
  void aNameThatIsNotValidIsComparedByDate() {
    assertThat(in(release("p@2.0", 10)).covers(release("p/q@3.0", 9), SEMVER)).isTrue();
    assertThat(in(release("p@2.0", 10)).covers(release("p/q@3.0", 11), SEMVER)).isFalse();
  }

  private static ResolvingRelease in(DatedRelease release) {
    return new ResolvingRelease(false, release, null, null);
  }

  private static DatedRelease release(String version, long added) {
    return new DatedRelease(version, Instant.ofEpochSecond(added));
  }
}
