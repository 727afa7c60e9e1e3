package dev.tracefold.issue.regression;

import static dev.tracefold.issue.regression.RegressionDecision.Cause.COVERED_BY_RELEASE;
import static dev.tracefold.issue.regression.RegressionDecision.Cause.NOT_RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.issue.regression.RegressionDecision.Forbidden;
import dev.tracefold.issue.regression.RegressionDecision.NotInQuestion;
import dev.tracefold.issue.regression.RegressionDecision.Reopening;
import dev.tracefold.issue.regression.Regressions.Circumstances;
import dev.tracefold.release.DatedRelease;
import dev.tracefold.release.ResolvingRelease;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RegressionsTest {

  private static final Instant T = Instant.parse("2022-01-12T09:30:00Z");
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration OLD = Duration.ofHours(25);

  @Test
  @DisplayName("C-167: a later event reopens a resolved issue")
  void aLaterEventReopens() {
    assertThat(decide(resolved(T, T), after(50))).isEqualTo(new Reopening(after(50)));
  }

  @Test
  @DisplayName("C-168, C-169: within five seconds of the last change nothing is reopened")
  void theGuardWindowForbids() {
    assertThat(decide(resolved(T, T), after(4))).isEqualTo(new Forbidden());
    assertThat(decide(resolved(T, T), after(5))).isEqualTo(new Forbidden());
    assertThat(decide(resolved(T, T), T.plusMillis(5001))).isInstanceOf(Reopening.class);
  }

  @Test
  void anOlderEventReopensIfOthersCameAfterTheLastChange() {
    assertThat(decide(resolved(T, after(6)), T.minusSeconds(100)))
        .isEqualTo(new Reopening(after(6)));
  }

  @Test
  void anIssueThatWasNeverActiveIsReopened() {
    IssueState issue = new IssueState(Standing.RESOLVED, null, T, 1, null, null);

    assertThat(decide(issue, T)).isEqualTo(new Reopening(T));
  }

  @ParameterizedTest
  @DisplayName("C-171, C-172: what is not resolved does not regress")
  @EnumSource(
      value = Standing.class,
      names = {"UNRESOLVED", "IGNORED", "LEAVING"})
  void whatIsNotResolvedDoesNotRegress(Standing standing) {
    IssueState issue = new IssueState(standing, T, T, 1, null, null);

    assertThat(decide(issue, after(50))).isEqualTo(new NotInQuestion(NOT_RESOLVED));
    assertThat(decide(issue, after(50), null, new Circumstances(DAY, false, after(60))))
        .isEqualTo(new NotInQuestion(NOT_RESOLVED));
  }

  @Test
  @DisplayName("C-173: an ignored issue whose time is up is unresolved, not resolved")
  void anIgnoredIssueWhoseTimeIsUpIsUnresolved() {
    assertThat(decide(ignored(terms(T, null), T), after(50)))
        .isEqualTo(new NotInQuestion(NOT_RESOLVED));
  }

  @Test
  @DisplayName("C-174: an issue resolved by its age regresses")
  void anIssueResolvedByAgeRegresses() {
    Instant then = T.minus(OLD);
    IssueState issue = new IssueState(Standing.UNRESOLVED, then, then, 1, null, null);

    assertThat(decide(issue, T, null, new Circumstances(DAY, false, T)))
        .isEqualTo(new Reopening(T));
    assertThat(decide(issue, T, null, new Circumstances(OLD, false, T)))
        .isEqualTo(new NotInQuestion(NOT_RESOLVED));
    assertThat(decide(issue, T)).isEqualTo(new NotInQuestion(NOT_RESOLVED));
  }

  @Test
  @DisplayName("C-175: an issue ignored until now and resolved by its age never regresses")
  void anIgnoredIssueResolvedByAgeNeverRegresses() {
    Instant then = T.minus(OLD);
    Circumstances circumstances = new Circumstances(DAY, false, T);

    assertThat(decide(ignored(terms(T, null), then), T, null, circumstances))
        .isEqualTo(new Forbidden());
    assertThat(decide(ignored(terms(null, 1L), then), T, null, circumstances))
        .isEqualTo(new Forbidden());
    assertThat(decide(ignored(terms(after(1), 99L), then), T, null, circumstances))
        .isEqualTo(new NotInQuestion(NOT_RESOLVED));
  }

  @Test
  void anIssueThatIsLeavingIsNotResolvedByAge() {
    Instant then = T.minus(OLD);
    IssueState issue = new IssueState(Standing.LEAVING, then, then, 1, null, null);

    assertThat(decide(issue, T, null, new Circumstances(DAY, false, T)))
        .isEqualTo(new NotInQuestion(NOT_RESOLVED));
  }

  @Test
  @DisplayName("C-181, C-182, C-304: what the resolving release covers is no regression")
  void whatTheResolvingReleaseCoversIsNone() {
    IssueState issue = resolvedIn(new DatedRelease("r", T));

    assertThat(decide(issue, after(50))).isEqualTo(new NotInQuestion(COVERED_BY_RELEASE));
    assertThat(decide(issue, after(50), new DatedRelease("o", T.minusSeconds(1)), plain()))
        .isEqualTo(new NotInQuestion(COVERED_BY_RELEASE));
    assertThat(decide(issue, after(50), new DatedRelease("r", T), plain()))
        .isInstanceOf(Reopening.class);
    assertThat(decide(issue, after(50), new DatedRelease("n", after(1)), plain()))
        .isInstanceOf(Reopening.class);
  }

  @Test
  @DisplayName("C-183: versions decide where the project follows them")
  void versionsDecide() {
    IssueState issue = resolvedIn(new DatedRelease("p@1.2.0", T));
    Circumstances semver = new Circumstances(null, true, after(60));

    assertThat(decide(issue, after(50), new DatedRelease("p@1.10.0", T.minusSeconds(9)), semver))
        .isInstanceOf(Reopening.class);
    assertThat(decide(issue, after(50), new DatedRelease("p@1.1.9", after(9)), semver))
        .isEqualTo(new NotInQuestion(COVERED_BY_RELEASE));
  }

  @Test
  void termsEndWithTheirFirstCondition() {
    IgnoreTerms rates =
        new IgnoreTerms(null, 10L, Duration.ofMinutes(5), 3L, Duration.ofMinutes(5), 100, 50);

    assertThat(rates.isOverByTimeOrCount(T, 1000)).isFalse();
    assertThat(rates.isOver(T, new IgnoreTerms.Seen(1000, 9, 1000, 2))).isFalse();
    assertThat(rates.isOver(T, new IgnoreTerms.Seen(1000, 10, 1000, 2))).isTrue();
    assertThat(rates.isOver(T, new IgnoreTerms.Seen(1000, 9, 1000, 3))).isTrue();
  }

  @Test
  void totalsCountFromWhenTheIssueWasIgnored() {
    IgnoreTerms totals = new IgnoreTerms(null, 10L, null, 3L, null, 100, 50);

    assertThat(totals.isOver(T, new IgnoreTerms.Seen(109, 0, 52, 0))).isFalse();
    assertThat(totals.isOver(T, new IgnoreTerms.Seen(110, 0, 52, 0))).isTrue();
    assertThat(totals.isOver(T, new IgnoreTerms.Seen(109, 0, 53, 0))).isTrue();
    assertThat(terms(null, null).isOver(T, new IgnoreTerms.Seen(9999, 9, 9999, 9))).isFalse();
    assertThat(terms(after(1), null).isOver(T, new IgnoreTerms.Seen(1, 1, 1, 1))).isFalse();
    assertThat(terms(T, null).isOver(T, new IgnoreTerms.Seen(1, 1, 1, 1))).isTrue();
  }

  private static RegressionDecision decide(IssueState issue, Instant datetime) {
    return decide(issue, datetime, null, plain());
  }

  private static RegressionDecision decide(
      IssueState issue,
      Instant datetime,
      @Nullable DatedRelease release,
      Circumstances circumstances) {
    return Regressions.decide(issue, datetime, release, circumstances);
  }

  private static Circumstances plain() {
    return new Circumstances(null, false, after(60));
  }

  private static IssueState resolved(Instant activeAt, Instant lastSeen) {
    return new IssueState(Standing.RESOLVED, activeAt, lastSeen, 1, null, null);
  }

  private static IssueState resolvedIn(DatedRelease release) {
    return new IssueState(
        Standing.RESOLVED, T, T, 1, null, new ResolvingRelease(false, release, null, null));
  }

  private static IssueState ignored(IgnoreTerms terms, Instant lastSeen) {
    return new IssueState(Standing.IGNORED, lastSeen, lastSeen, 1, terms, null);
  }

  private static IgnoreTerms terms(@Nullable Instant until, @Nullable Long count) {
    return new IgnoreTerms(until, count, null, null, null, 0, 0);
  }

  private static Instant after(long seconds) {
    return T.plusSeconds(seconds);
  }
}
