package dev.ostia.envoy.process;

import java.io.IOException;
import java.time.Duration;

/**
 * Takes an Envoy out of service: its readiness fails, so that balancers turn away; connections are
 * told to close with their next response; then it waits for none to be left, within a bound.
 */
final class Drain {

  private static final Duration POLL = Duration.ofMillis(50);

  private final AdminClient admin;

  Drain(AdminClient admin) {
    this.admin = admin;
  }

  /** Returns when no downstream connection is left, or the bound is reached. */
  void run(Duration bound) throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    try {
      admin.post("/healthcheck/fail");
      admin.post("/drain_listeners?graceful&skip_exit");
      while (System.nanoTime() < deadline && activeConnections() > 0) {
        Thread.sleep(POLL);
      }
    } catch (IOException e) {
      // It ended meanwhile, or never came to listen: there is nothing to drain.
    }
  }

  private long activeConnections() throws IOException {
    return admin
        .get("/stats?usedonly&filter=%5Elistener%5C..*downstream_cx_active%24")
        .lines()
        .filter(line -> !line.startsWith("listener.admin."))
        // Each worker has the same connections once more.
        .filter(line -> !line.contains(".worker_"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
