package dev.tracefold.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Makes many calls at once, those that AWS does not take in batches and those of different issues.
 * A function has one call after another to wait for otherwise: a hundred conditional puts of 3 ms
 * each.
 */
public final class Parallel {

  /** Beside the calling thread: as many as one processor keeps busy with calls of milliseconds. */
  public static final int CALLS_MAX = 16;

  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(
          CALLS_MAX,
          task -> {
            Thread thread = new Thread(task, "aws-call");
            thread.setDaemon(true);
            return thread;
          });

  /** Who makes the calls of a thread. */
  private static final ThreadLocal<Executor> CALLERS = ThreadLocal.withInitial(() -> THREADS);

  private Parallel() {}

  /**
   * Runs something on this thread whose calls are made one after another, in the order of the
   * inputs: for tests that replay an order of calls.
   */
  public static void oneByOne(Runnable work) {
    CALLERS.set(Runnable::run);
    try {
      work.run();
    } finally {
      CALLERS.remove();
    }
  }

  /** Takes every step, as {@link #map} makes calls. */
  public static void run(List<Runnable> steps) {
    map(
        steps,
        step -> {
          step.run();
          return true;
        });
  }

  /**
   * The results in the order of the inputs, when all calls have ended, whether or not some failed.
   *
   * @throws RuntimeException the failure of the first call that failed, or its Error
   */
  public static <T, R> List<R> map(Collection<T> inputs, Function<T, R> call) {
    if (inputs.size() == 1) {
      return List.of(call.apply(inputs.iterator().next()));
    }
    List<FutureTask<R>> futures = new ArrayList<>(inputs.size());
    for (T input : inputs) {
      futures.add(new FutureTask<>(() -> call.apply(input)));
    }
    futures.forEach(CALLERS.get()::execute);
    // This thread lends a hand, or threads that all wait for calls within a call would wait for
    // ever.
    futures.forEach(FutureTask::run);
    List<R> results = new ArrayList<>(inputs.size());
    Throwable failure = null;
    for (FutureTask<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException failed) {
        failure = failure == null ? failed.getCause() : failure;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while waiting for AWS", stopped);
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw failure instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(failure);
    }
    return results;
  }
}
