package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.Parallel;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.operation.DeletionResult;
import dev.tracefold.issue.operation.IgnoreConditions;
import dev.tracefold.issue.operation.StatusResult;
import dev.tracefold.issue.operation.StatusWish;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.saveevents.StormModel.Act;
import dev.tracefold.saveevents.StormModel.Answer;
import dev.tracefold.testing.Turns;
import dev.tracefold.testing.Turns.Process;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of one hash beside people who resolve, unresolve, ignore and delete its issues, all of it
 * drawn by a seed; with what everybody was told.
 */
final class Storm {

  private static final int DEATH_ONE_IN = 4;
  private static final int CALLS_MAX = 50;

  /** Ahead of each other by more than the guard window, and not so far that they are refused. */
  private static final Duration APART = Duration.ofSeconds(7);

  private final Random random;
  private final SavingWorld world = SavingWorld.inMemory();
  private final Turns turns;
  private final Project project;

  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private final Map<String, List<Process>> deliveries = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final List<Act> acts = new ArrayList<>();
  private final List<Runnable> notes = new ArrayList<>();
  private final List<Deletion> unfinished = new ArrayList<>();

  private record Deletion(IssueId issue, boolean discards) {}

  Storm(long seed) {
    random = new Random(seed * 104_729);
    turns = new Turns(world.http, random);
    project = world.project(world.newProject(ProjectOptions.NONE));
  }

  List<String> log() {
    return turns.log();
  }

  /** Runs it, and looks for an order that explains it; what happened. */
  List<Act> run() {
    run(List.of(saver(List.of(event(0)), "first")));
    int phases = 3 + random.nextInt(2);
    for (int phase = 0; phase < phases; phase++) {
      List<Process> processes = new ArrayList<>();
      int count = 3 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        String name = phase + "." + i;
        Process process = random.nextInt(2) == 0 ? saver(batch(i), name) : operator(name);
        processes.add(process.disturbed(random, DEATH_ONE_IN, CALLS_MAX));
      }
      run(processes);
    }
    complete();
    var evidence = new StormEvidence(world, project.id());
    acts.addAll(evidence.deliveries(sent, deliveries));
    acts.addAll(evidence.creations(acts));
    evidence.check(new StormModel(acts));
    return acts;
  }

  private void run(List<Process> processes) {
    turns.run(
        processes,
        () -> {
          if (random.nextBoolean()) {
            world.pass(Duration.ofMinutes(11));
          }
        });
    for (Process process : processes) {
      if (process.failure() != null) {
        throw new AssertionError(process.name() + " failed", process.failure());
      }
    }
    notes.forEach(Runnable::run);
    notes.clear();
    world.pass(random.nextBoolean() ? Duration.ofMinutes(1) : Duration.ofMinutes(11));
  }

  private List<Sent> batch(int place) {
    List<Sent> batch = new ArrayList<>();
    open.stream()
        .filter(id -> random.nextBoolean())
        .forEach(id -> batch.add(Objects.requireNonNull(sent.get(id))));
    sent.values().stream()
        .filter(one -> !batch.contains(one) && random.nextInt(8) == 0)
        .forEach(batch::add);
    batch.add(event(place));
    return batch;
  }

  private Sent event(int place) {
    Sent event =
        new Sent(
            "event",
            "%032x".formatted(sent.size() + 1),
            "disk full",
            world.now().plus(APART.multipliedBy(place)),
            null,
            "",
            null);
    sent.put(event.eventId(), event);
    open.add(event.eventId());
    return event;
  }

  private Process saver(List<Sent> batch, String name) {
    long seed = random.nextLong();
    Process[] process = new Process[1];
    process[0] =
        new Process(
            "saver " + name,
            () ->
                Parallel.oneByOne(
                    () -> {
                      Set<String> back =
                          SavingWorld.deliver(
                              world.newHandler(seed, turns),
                              batch.stream().map(one -> one.message(project.id(), 1)).toList());
                      batch.stream()
                          .map(Sent::eventId)
                          .filter(id -> !back.contains(id + "event"))
                          .forEach(open::remove);
                    }));
    batch.stream()
        .filter(one -> open.contains(one.eventId()))
        .forEach(
            one ->
                deliveries.computeIfAbsent(one.eventId(), id -> new ArrayList<>()).add(process[0]));
    return process[0];
  }

  /** What somebody does to an issue, and is told. */
  private interface Deed {
    Answer on(Operations operations, IssueId issue);
  }

  /** What is noted of it once its process has ended. */
  private interface Note {
    Act of(Process process, IssueId issue, Answer answer);
  }

  /** Looks at the issue that there is, and does something to it. */
  private Process operator(String name) {
    int what = random.nextInt(20);
    if (what < 10) {
      return status("resolve " + name, IssueStatus.RESOLVED, new StatusWish.Resolve());
    }
    if (what < 12) {
      return status("unresolve " + name, IssueStatus.UNRESOLVED, new StatusWish.Unresolve());
    }
    if (what < 14) {
      IgnoreConditions forGood = new IgnoreConditions(null, null, null, null, null);
      return status("ignore " + name, IssueStatus.IGNORED, new StatusWish.Ignore(forGood));
    }
    return deletion("delete " + name, null, what == 19);
  }

  private Process status(String name, IssueStatus status, StatusWish wish) {
    return person(
        name,
        null,
        (operations, issue) ->
            switch (operations.statuses.set(project, issue, wish)) {
              case StatusResult.Changed changed -> Answer.DONE;
              case StatusResult.AlreadySo so -> Answer.ALREADY_SO;
              case StatusResult.Refused refused -> Answer.REFUSED;
            },
        (process, issue, answer) ->
            new StormModel.Wanted(
                process.began(), process.ended(), issue, status, world.now(), answer));
  }

  private Process deletion(String name, @Nullable IssueId target, boolean discards) {
    return person(
        name,
        target,
        (operations, issue) ->
            switch (operations.deletion.delete(issue, discards, items -> {})) {
              case DeletionResult.Deleted deleted -> Answer.DONE;
              case DeletionResult.Refused refused -> Answer.REFUSED;
            },
        (process, issue, answer) -> {
          if (answer == Answer.NONE) {
            unfinished.add(new Deletion(issue, discards));
          }
          return new StormModel.Deleted(process.began(), process.ended(), issue, discards, answer);
        });
  }

  /** What a person chose and was told, filled by the process. */
  private static final class Told {
    @Nullable IssueId issue;
    Answer answer = Answer.NONE;
  }

  private Process person(String name, @Nullable IssueId target, Deed deed, Note note) {
    long seed = random.nextLong();
    var told = new Told();
    told.issue = target;
    Process process =
        new Process(
            name,
            () ->
                Parallel.oneByOne(
                    () -> {
                      var operations =
                          new Operations(world, new AwsClients(turns), new Random(seed));
                      IssueId issue = target == null ? current(operations) : target;
                      told.issue = issue;
                      if (issue != null) {
                        told.answer = deed.on(operations, issue);
                      }
                    }));
    notes.add(
        () -> {
          IssueId issue = told.issue;
          if (issue != null) {
            acts.add(note.of(process, issue, told.answer));
          }
        });
    return process;
  }

  private @Nullable IssueId current(Operations operations) {
    HashKey key = hash();
    return Objects.requireNonNull(operations.issues.findHashes(Set.of(key)).get(key)).issue();
  }

  private HashKey hash() {
    return new HashKey(
        project.id(), new Hash(new Remains(world, project.id()).hashes.keySet().iterator().next()));
  }

  /** Everything that died is done again until it is done. */
  private void complete() {
    for (int round = 0; round < 8 && !(open.isEmpty() && unfinished.isEmpty()); round++) {
      world.pass(Duration.ofMinutes(11));
      List<Deletion> again = List.copyOf(unfinished);
      unfinished.clear();
      for (Deletion one : again) {
        run(List.of(deletion("delete again " + round, one.issue(), one.discards())));
      }
      List<Sent> rest = open.stream().map(id -> Objects.requireNonNull(sent.get(id))).toList();
      if (!rest.isEmpty()) {
        run(List.of(saver(rest, "again " + round)));
      }
    }
    assertThat(open).as("events that are never saved").isEmpty();
    assertThat(unfinished).as("deletions that are never done").isEmpty();
  }
}
