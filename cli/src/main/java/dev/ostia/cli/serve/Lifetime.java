package dev.ostia.cli.serve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What a command has started, and its orderly end: the last started is stopped first, whether the
 * command ends by itself or by a signal. A signal that is obeyed is no failure: the exit code is 0.
 */
final class Lifetime implements AutoCloseable {

  private final Deque<AutoCloseable> things = new ArrayDeque<>();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private final Thread hook = new Thread(this::stopOnSignal, "ostia-stop");

  private volatile boolean ending;

  /** A lifetime that a signal ends. */
  Lifetime() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Takes care of this until the end. */
  synchronized <T extends AutoCloseable> T add(T thing) {
    things.push(thing);
    return thing;
  }

  /** Ends it with this exit code. */
  void end(int exitCode) {
    end.complete(exitCode);
  }

  /** Waits for the end. */
  int await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end cannot fail", e);
    }
  }

  /** Whether things are being stopped. */
  boolean isEnding() {
    return ending;
  }

  private void stopOnSignal() {
    stopAll();
    Runtime.getRuntime().halt(0);
  }

  private synchronized void stopAll() {
    ending = true;
    while (!things.isEmpty()) {
      try {
        things.pop().close();
      } catch (Exception e) {
        // The others must be stopped nevertheless.
        System.err.println("ostia: while stopping: " + e);
      }
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal came: the hook stops everything and ends the process.
      return;
    }
    stopAll();
  }
}
