package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.Parallel;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.saveevents.Deeds.Deed;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.Turns;
import dev.tracefold.testing.Turns.Process;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What functions and people do to one project in one run, all of it drawn by a seed. */
final class History {

  private static final List<String> TEXTS = List.of("disk full", "socket closed", "no route");
  private static final int DEATH_ONE_IN = 3;
  private static final int CALLS_MAX = 70;

  private final Random random;
  private final SavingWorld world = SavingWorld.inMemory();
  private final Turns turns;
  private final Project project;
  private final Deeds deeds;
  private final List<String> notes = new ArrayList<>();

  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private final Map<String, Integer> deliveries = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final List<Deed> unfinished = new ArrayList<>();
  private final List<JsonNode> outcomes = new ArrayList<>();
  private final List<JsonNode> stream = new ArrayList<>();

  History(long seed) {
    random = new Random(seed * 7919);
    turns = new Turns(world.http, random);
    project = world.project(world.newProject(ProjectOptions.NONE));
    deeds = new Deeds(world, project, random);
  }

  List<String> log() {
    List<String> log = new ArrayList<>(turns.log());
    log.addAll(notes);
    return log;
  }

  /** Runs it and audits what is left. */
  void run() {
    int phases = 2 + random.nextInt(3);
    for (int phase = 0; phase < phases; phase++) {
      List<Process> processes = new ArrayList<>();
      int savers = phase == 0 ? 1 : 1 + random.nextInt(3);
      for (int i = 0; i < savers; i++) {
        processes.add(saver(batch(), phase + "." + i).disturbed(random, DEATH_ONE_IN, CALLS_MAX));
      }
      int operators = phase == 0 ? 0 : random.nextInt(5);
      for (int i = 0; i < operators; i++) {
        Deed deed = deeds.any(settled());
        if (deed != null) {
          processes.add(operator(deed, phase + "." + i).disturbed(random, DEATH_ONE_IN, CALLS_MAX));
        }
      }
      run(processes);
    }
    complete();
    audit();
    checkThatEventsAreSaved();
  }

  private void audit() {
    Findings findings = new Findings();
    Remains remains = new Remains(world, project.id());
    List<Sent> all = List.copyOf(sent.values());
    Audit.Past past = deeds.past();
    new Audit(remains, all, outcomes, past, findings).check();
    new IssueAudit(remains, all, stream, past, findings).check();
    findings.assertNone();
  }

  /** Events that are saved and not on the way. */
  private List<String> settled() {
    return sent.keySet().stream().filter(id -> !open.contains(id)).toList();
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
      Throwable failure = process.failure();
      if (failure instanceof AssertionError wrong) {
        throw wrong;
      }
      if (failure != null) {
        notes.add(process.name() + " failed: " + failure);
      }
    }
    drain();
    world.pass(
        switch (random.nextInt(4)) {
          case 0 -> Duration.ZERO;
          case 1 -> Duration.ofSeconds(20);
          case 2 -> Duration.ofMinutes(2);
          default -> Duration.ofMinutes(11);
        });
  }

  /** New events, some that wait to be delivered again, some that were saved already. */
  private List<String> batch() {
    Set<String> batch = new LinkedHashSet<>();
    int fresh = random.nextInt(4);
    for (int i = 0; i < fresh; i++) {
      Sent event = event(TEXTS.get(random.nextInt(TEXTS.size())));
      batch.add(event.eventId());
    }
    open.stream().filter(id -> random.nextInt(3) > 0).forEach(batch::add);
    sent.keySet().stream().filter(id -> random.nextInt(6) == 0).forEach(batch::add);
    List<String> shuffled = new ArrayList<>(batch);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private Sent event(String text) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    @Nullable String user = random.nextInt(3) == 0 ? null : "user" + random.nextInt(3);
    @Nullable String release = random.nextBoolean() ? null : "app@1." + random.nextInt(2);
    Sent event =
        new Sent(
            "event",
            HexFormat.of().formatHex(id),
            text,
            world.now().minusSeconds(random.nextInt(20)),
            user,
            random.nextBoolean() ? "" : "staging",
            release);
    sent.put(event.eventId(), event);
    open.add(event.eventId());
    return event;
  }

  private Process saver(List<String> batch, String name) {
    long seed = random.nextLong();
    // Here and not in the process: they begin at the same time.
    List<SQSMessage> messages =
        batch.stream()
            .map(id -> Objects.requireNonNull(sent.get(id)))
            .map(one -> one.message(project.id(), deliveries.merge(one.eventId(), 1, Integer::sum)))
            .toList();
    return new Process(
        "saver " + name,
        () ->
            Parallel.oneByOne(
                () -> {
                  Set<String> back = SavingWorld.deliver(world.newHandler(seed, turns), messages);
                  batch.stream().filter(id -> !back.contains(id + "event")).forEach(open::remove);
                }));
  }

  private Process operator(Deed deed, String name) {
    long seed = random.nextLong();
    unfinished.add(deed);
    return new Process(
        deed.name() + " " + name,
        () ->
            Parallel.oneByOne(
                () -> {
                  deed.work()
                      .accept(new Operations(world, new AwsClients(turns), new Random(seed)));
                  unfinished.remove(deed);
                }));
  }

  /** Everything that died is done again until it is done. */
  private void complete() {
    for (int round = 0; round < 8 && !(open.isEmpty() && unfinished.isEmpty()); round++) {
      world.pass(Duration.ofMinutes(11));
      List<Process> processes = new ArrayList<>();
      for (Deed deed : List.copyOf(unfinished)) {
        unfinished.remove(deed);
        processes.add(operator(deed, "again " + round));
      }
      if (!open.isEmpty()) {
        processes.add(saver(new ArrayList<>(open), "again " + round));
      }
      for (Process process : processes) {
        run(List.of(process));
      }
    }
    assertThat(open).as("events that are never saved").isEmpty();
    assertThat(unfinished).as("deeds that are never done").isEmpty();
  }

  /** No hash is in a state in which its events have to wait. */
  private void checkThatEventsAreSaved() {
    for (String text : TEXTS) {
      Sent event = event(text);
      run(List.of(saver(List.of(event.eventId()), "last")));
      assertThat(open).as("a last event of " + text).isEmpty();
    }
  }

  private void drain() {
    outcomes.addAll(world.drain("OutcomesQueue"));
    stream.addAll(world.drain("IssueStreamQueue"));
  }
}
