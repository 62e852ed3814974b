package dev.ostia.bench;

import com.sun.net.httpserver.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The time from `ostia run` on a small folder until the first answer of the gateway. */
final class FirstAnswerBenchmark {

  private FirstAnswerBenchmark() {}

  /** Runs it and prints the figures. */
  static void run(int rounds) throws Exception {
    Samples samples = new Samples();
    HttpServer backend = PropagationBenchmark.backend();
    try {
      for (int i = 0; i < rounds; i++) {
        samples.addNanos(once(backend.getAddress().getPort()));
      }
    } finally {
      backend.stop(0);
    }
    System.out.printf(
        Locale.ROOT,
        "ostia run until the first 200, %d times: p50 %.0f ms, slowest %.0f ms%n",
        samples.count(),
        samples.percentile(0.5),
        samples.percentile(1));
  }

  private static long once(int backendPort) throws Exception {
    Path folder = Files.createTempDirectory("ostia-bench");
    int port = Commands.freePort();
    Path config = Files.createDirectory(folder.resolve("config"));
    new HostPerService(1, port, backendPort).writeTo(config);
    long start = System.nanoTime();
    Process ostia =
        Commands.start(
            folder.resolve("run.log"),
            "run",
            "-f",
            config.toString(),
            "--xds-address",
            "127.0.0.1:0",
            "--admin-address",
            "127.0.0.1:0",
            "--envoy-admin-port",
            "0",
            "--ready-port",
            "0",
            "--stats-port",
            "0");
    try {
      Commands.await(
          "the first answer",
          Duration.ofSeconds(60),
          () -> {
            try (Probe probe = new Probe(port)) {
              return probe.ask(HostPerService.host(0)).equals("0");
            } catch (java.io.IOException e) {
              return false;
            }
          });
      return System.nanoTime() - start;
    } finally {
      Commands.stop(ostia);
      PropagationBenchmark.delete(folder);
    }
  }
}
