package dev.tracefold.testing;

import dev.tracefold.testing.CrashPoint.Moment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Lets processes that talk to AWS go on one call at a time, in an order that chance draws: with the
 * same chance, and processes that make one call after another, the same order. Calls of other
 * threads pass.
 */
public final class Turns implements SdkHttpClient {

  private static final ThreadLocal<Process> CURRENT = new ThreadLocal<>();

  private final SdkHttpClient http;
  private final RandomGenerator random;
  private final List<String> log = new ArrayList<>();

  /**
   * @param http makes the calls
   * @param random draws whose turn it is
   */
  public Turns(SdkHttpClient http, RandomGenerator random) {
    this.http = Objects.requireNonNull(http, "http");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** Something that makes calls on its own thread until it ends or dies. */
  @SuppressWarnings("AvoidCommonTypeNames") // the word for it; no test here starts java.lang's
  public static final class Process {

    private static final int SLEEP_ONE_IN = 3;

    private enum State {
      RUNNING,
      WAITING,
      ASLEEP,
      ENDED
    }

    private final String name;
    private final Runnable work;
    private int diesAt = Integer.MAX_VALUE;
    private Moment moment = Moment.BEFORE;
    private int sleepsAt = Integer.MAX_VALUE;
    private int calls;
    private int began = -1;
    private int ended;
    private boolean dead;
    private State state = State.RUNNING;
    private @Nullable Throwable failure;

    /**
     * @param name for the log
     */
    public Process(String name, Runnable work) {
      this.name = Objects.requireNonNull(name, "name");
      this.work = Objects.requireNonNull(work, "work");
    }

    /** Ends it by a {@link Crash} at a call, counted from 0. */
    public Process dyingAt(int call, Moment when) {
      diesAt = call;
      moment = when;
      return this;
    }

    /** Holds it up before a call, counted from 0, until all others have ended or sleep too. */
    public Process sleepingAt(int call) {
      sleepsAt = call;
      return this;
    }

    /**
     * Some processes die, some are held up for as long as the others run.
     *
     * @param deathOneIn one of so many dies; one of three is held up
     * @param calls both happens at one of the first so many calls
     */
    public Process disturbed(RandomGenerator random, int deathOneIn, int calls) {
      if (random.nextInt(deathOneIn) == 0) {
        dyingAt(random.nextInt(calls), random.nextBoolean() ? Moment.BEFORE : Moment.AFTER);
      }
      if (random.nextInt(SLEEP_ONE_IN) == 0) {
        sleepingAt(random.nextInt(calls));
      }
      return this;
    }

    /** Whether it died before its end. */
    public boolean died() {
      return dead;
    }

    /** How long the log was before its first call; before its end, where it made none. */
    public int began() {
      return began < 0 ? ended : began;
    }

    /** How long the log was before its end. */
    public int ended() {
      return ended;
    }

    /** As the log has it. */
    public String name() {
      return name;
    }

    /** What it ended by, if not by itself; not the crash that was ordered. */
    public @Nullable Throwable failure() {
      return failure instanceof Crash ? null : failure;
    }
  }

  /**
   * Runs processes until all have ended.
   *
   * @param beforeWaking runs when nothing but sleepers is left
   */
  public void run(List<Process> processes, Runnable beforeWaking) {
    List<Thread> threads = new ArrayList<>();
    for (Process process : processes) {
      threads.add(Thread.ofPlatform().daemon().name(process.name).start(() -> live(process)));
    }
    boolean woken = false;
    for (List<Process> ready = ready(processes); !ready.isEmpty(); ready = ready(processes)) {
      if (!woken && ready.stream().allMatch(process -> process.state == Process.State.ASLEEP)) {
        beforeWaking.run();
        woken = true;
      }
      Process next = ready.get(random.nextInt(ready.size()));
      synchronized (this) {
        next.state = Process.State.RUNNING;
        notifyAll();
      }
    }
    for (Thread thread : threads) {
      join(thread);
    }
  }

  /** What was called in which order, for people. */
  public synchronized List<String> log() {
    return List.copyOf(log);
  }

  /** Those that wait for their turn once nobody is on the way; sleepers if there are no others. */
  private synchronized List<Process> ready(List<Process> processes) {
    while (processes.stream().anyMatch(process -> process.state == Process.State.RUNNING)) {
      await();
    }
    List<Process> awake =
        processes.stream().filter(process -> process.state == Process.State.WAITING).toList();
    return awake.isEmpty()
        ? processes.stream().filter(process -> process.state == Process.State.ASLEEP).toList()
        : awake;
  }

  private void live(Process process) {
    CURRENT.set(process);
    try {
      process.work.run();
    } catch (Throwable end) {
      process.failure = end;
    } finally {
      synchronized (this) {
        process.state = Process.State.ENDED;
        process.ended = log.size();
        log.add(process.name + (process.dead ? " died" : " ended"));
        notifyAll();
      }
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest call = http.prepareRequest(request);
    Process process = CURRENT.get();
    if (process == null) {
      return call;
    }
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return inTurn(process, call, request.httpRequest());
      }

      @Override
      public void abort() {
        call.abort();
      }
    };
  }

  private HttpExecuteResponse inTurn(
      Process process, ExecutableHttpRequest call, SdkHttpRequest request) throws IOException {
    if (process.dead) {
      throw new Crash(process.name + " is dead");
    }
    int number = process.calls++;
    awaitTurn(process, number == process.sleepsAt, "%s %d".formatted(described(request), number));
    if (number == process.diesAt && process.moment == Moment.BEFORE) {
      process.dead = true;
      throw new Crash("before call %d of %s".formatted(number, process.name));
    }
    HttpExecuteResponse response = call.call();
    if (number == process.diesAt) {
      process.dead = true;
      throw new Crash("after call %d of %s".formatted(number, process.name));
    }
    return response;
  }

  private synchronized void awaitTurn(Process process, boolean sleeps, String what) {
    process.state = sleeps ? Process.State.ASLEEP : Process.State.WAITING;
    notifyAll();
    while (process.state != Process.State.RUNNING) {
      await();
    }
    process.began = process.began < 0 ? log.size() : process.began;
    log.add(process.name + (sleeps ? " woke for " : " ") + what);
  }

  private static String described(SdkHttpRequest request) {
    return request
        .firstMatchingHeader("X-Amz-Target")
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElseGet(() -> request.method() + " " + request.encodedPath());
  }

  @SuppressWarnings("WaitNotInLoop") // callers loop
  private void await() {
    try {
      wait();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for a turn", stopped);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for " + thread.getName(), stopped);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
