package dev.tracefold.saveevents;

import static java.util.stream.Collectors.joining;

import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.regression.RegressionDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events of one hash and what people do to its issues, one after another: looks for an order of
 * what happened that explains what everybody was told and what is left. Whatever ended before
 * something else began comes before it; what died may have happened or not.
 */
final class StormModel {

  /** What somebody was told who asked for a change. */
  enum Answer {
    DONE,
    ALREADY_SO,
    REFUSED,
    /** Nothing: the process died. */
    NONE
  }

  /** Something that happened at one moment between two others, by the log of calls. */
  sealed interface Act {

    int from();

    int to();

    /** The issue that it concerns; null where there was none. */
    @Nullable IssueId issue();

    /** Whether it need not have happened. */
    default boolean isOptional() {
      return false;
    }
  }

  /**
   * An event was delivered until it was saved.
   *
   * @param issue of its stream message; null if it was discarded
   */
  record Delivered(
      int from,
      int to,
      String event,
      Instant when,
      @Nullable IssueId issue,
      boolean isNew,
      boolean isRegression)
      implements Act {}

  /**
   * Some delivery made an issue. Its event may yet be counted elsewhere, by another delivery: the
   * issue is new by the first event that is counted in it.
   *
   * @param activeAt the latest time that the event may have happened at
   */
  record Made(int from, int to, IssueId issue, Instant activeAt) implements Act {}

  /** Somebody wanted a status. */
  record Wanted(int from, int to, IssueId issue, IssueStatus status, Instant when, Answer answer)
      implements Act {
    @Override
    public boolean isOptional() {
      return answer == Answer.NONE;
    }
  }

  /** Somebody deleted an issue. */
  record Deleted(int from, int to, IssueId issue, boolean discards, Answer answer) implements Act {
    @Override
    public boolean isOptional() {
      return answer == Answer.NONE;
    }
  }

  /**
   * An issue.
   *
   * @param activities what changed its status
   * @param activeAt the latest time that it may have become unresolved at
   */
  record IssueState(
      boolean there,
      IssueStatus status,
      List<ActivityType> activities,
      Instant activeAt,
      Instant lastSeen,
      int timesSeen) {

    static IssueState made(Instant activeAt) {
      return new IssueState(true, IssueStatus.UNRESOLVED, List.of(), activeAt, activeAt, 0);
    }

    IssueState seen(Instant when) {
      return new IssueState(
          there, status, activities, activeAt, later(lastSeen, when), timesSeen + 1);
    }

    IssueState changed(IssueStatus to, ActivityType by, Instant when) {
      List<ActivityType> longer = new ArrayList<>(activities);
      longer.add(by);
      Instant active = to == IssueStatus.UNRESOLVED ? later(activeAt, when) : activeAt;
      return new IssueState(there, to, List.copyOf(longer), active, lastSeen, timesSeen);
    }

    IssueState gone() {
      return new IssueState(false, status, activities, activeAt, lastSeen, timesSeen);
    }

    private static Instant later(Instant a, Instant b) {
      return a.isAfter(b) ? a : b;
    }
  }

  /**
   * What there is.
   *
   * @param owner the issue that the hash leads to, or null
   * @param discarding whether events of the hash are discarded
   */
  record State(@Nullable IssueId owner, boolean discarding, Map<IssueId, IssueState> issues) {

    private State with(IssueId id, IssueState issue, @Nullable IssueId newOwner, boolean discards) {
      Map<IssueId, IssueState> changed = new HashMap<>(issues);
      changed.put(id, issue);
      return new State(newOwner, discards, Map.copyOf(changed));
    }

    private State with(IssueId id, IssueState issue) {
      return with(id, issue, owner, discarding);
    }
  }

  private record Visited(BitSet happened, State state) {}

  private final List<Act> acts;
  private final Set<Visited> visited = new HashSet<>();

  StormModel(List<Act> acts) {
    this.acts = List.copyOf(acts);
  }

  /** Whether some order of what happened ends in such a state. */
  boolean explains(Predicate<State> end) {
    return explains(new BitSet(), new State(null, false, Map.of()), end);
  }

  private boolean explains(BitSet happened, State state, Predicate<State> end) {
    if (!visited.add(new Visited(happened, state))) {
      return false;
    }
    int earliestEnd = Integer.MAX_VALUE;
    boolean complete = true;
    for (int i = 0; i < acts.size(); i++) {
      if (!happened.get(i) && !acts.get(i).isOptional()) {
        complete = false;
        earliestEnd = Math.min(earliestEnd, acts.get(i).to());
      }
    }
    if (complete && end.test(state)) {
      return true;
    }
    for (int i = 0; i < acts.size(); i++) {
      if (happened.get(i) || acts.get(i).from() > earliestEnd) {
        continue;
      }
      BitSet more = (BitSet) happened.clone();
      more.set(i);
      for (State next : after(state, acts.get(i))) {
        if (explains(more, next, end)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The states that there may be after something that happens now; none if it cannot. */
  private List<State> after(State state, Act act) {
    return switch (act) {
      case Delivered delivered -> after(state, delivered);
      case Made made -> one(after(state, made));
      case Wanted wanted -> one(after(state, wanted));
      case Deleted deleted -> one(after(state, deleted));
    };
  }

  private static List<State> one(@Nullable State state) {
    return state == null ? List.of() : List.of(state);
  }

  private static @Nullable State after(State state, Made made) {
    return state.owner() != null || state.discarding()
        ? null
        : state.with(made.issue(), IssueState.made(made.activeAt()), made.issue(), false);
  }

  private List<State> after(State state, Delivered event) {
    IssueId id = event.issue();
    if (id == null) {
      return state.owner() == null && state.discarding() ? List.of(state) : List.of();
    }
    IssueState issue = state.issues().get(id);
    if (issue == null || !id.equals(state.owner())) {
      return List.of();
    }
    boolean forgotten = isDeletedDuring(event, id);
    boolean first = issue.timesSeen() == 0;
    if (event.isNew() != first && !(first && forgotten)) {
      return List.of();
    }
    boolean resolved = issue.status() == IssueStatus.RESOLVED;
    boolean mayBeOld =
        !event.when().isAfter(issue.activeAt().plus(RegressionDecision.GUARD_WINDOW));
    List<State> states = new ArrayList<>();
    if (!event.isRegression() && (!resolved || mayBeOld || forgotten)) {
      states.add(state.with(id, issue.seen(event.when())));
    }
    if (resolved && (event.isRegression() || forgotten)) {
      Instant date = IssueState.later(event.when(), issue.lastSeen());
      states.add(
          state.with(
              id,
              issue
                  .changed(IssueStatus.UNRESOLVED, ActivityType.SET_REGRESSION, date)
                  .seen(event.when())));
    }
    return states;
  }

  /** Then nobody can tell any more what the event did to its issue. */
  private boolean isDeletedDuring(Delivered event, IssueId issue) {
    return acts.stream()
        .anyMatch(
            act ->
                act instanceof Deleted deleted
                    && deleted.issue().equals(issue)
                    && deleted.to() >= event.from()
                    && deleted.from() <= event.to());
  }

  private static @Nullable State after(State state, Wanted wanted) {
    IssueState issue = state.issues().get(wanted.issue());
    if (issue == null || !issue.there()) {
      return mayBe(wanted.answer(), Answer.REFUSED) ? state : null;
    }
    if (issue.status() == wanted.status()) {
      return mayBe(wanted.answer(), Answer.ALREADY_SO) ? state : null;
    }
    ActivityType by =
        switch (wanted.status()) {
          case RESOLVED -> ActivityType.SET_RESOLVED;
          case IGNORED -> ActivityType.SET_IGNORED;
          default -> ActivityType.SET_UNRESOLVED;
        };
    return mayBe(wanted.answer(), Answer.DONE)
        ? state.with(wanted.issue(), issue.changed(wanted.status(), by, wanted.when()))
        : null;
  }

  /** One that is marked already is completed; one that is gone is refused. */
  private static @Nullable State after(State state, Deleted deleted) {
    IssueState issue = state.issues().get(deleted.issue());
    if (issue == null) {
      return mayBe(deleted.answer(), Answer.REFUSED) ? state : null;
    }
    if (!issue.there()) {
      return state;
    }
    return mayBe(deleted.answer(), Answer.DONE)
        ? state.with(deleted.issue(), issue.gone(), null, deleted.discards())
        : null;
  }

  private static boolean mayBe(Answer answer, Answer expected) {
    return answer == expected || answer == Answer.NONE;
  }

  /** What happened, for people. */
  @Override
  public String toString() {
    return acts.stream().map(act -> act + "\n").collect(joining());
  }
}
