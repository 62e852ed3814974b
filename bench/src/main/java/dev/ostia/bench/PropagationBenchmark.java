package dev.ostia.bench;

import com.google.protobuf.Any;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One VirtualService among N changes, each with its own host, all on one port: the time until a
 * real Envoy answers by the new rule. Beside it, in turn and in the same run, the floor: a bare
 * server that sends the ready-made route configuration to an Envoy of its own.
 */
final class PropagationBenchmark {

  private static final int WARM_UP = 10;
  private static final int MOST_OF_FLOOR = 10_000;
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private final int virtualServices;
  private final int rounds;
  private final boolean sharded;
  private final int floorHosts;
  private final Progress progress;
  private double envoyBefore;
  private double firstSeconds;
  private final Samples ostia = new Samples();
  private final Samples floor = new Samples();

  /**
   * @param sharded whether the routes are in shards
   */
  PropagationBenchmark(int virtualServices, int rounds, boolean sharded) {
    this.sharded = sharded;
    this.virtualServices = virtualServices;
    this.floorHosts = virtualServices <= MOST_OF_FLOOR ? virtualServices : 1_000;
    this.rounds = rounds;
    this.progress =
        new Progress((sharded ? "sharded-" : "propagation-") + Integer.toString(virtualServices));
  }

  /** Runs it and prints the figures. */
  void run() throws Exception {
    Path folder = Files.createTempDirectory("ostia-bench");
    HttpServer backend = backend();
    try {
      measure(folder, backend.getAddress().getPort());
    } finally {
      backend.stop(0);
      delete(folder);
    }
  }

  private void measure(Path folder, int backendPort) throws Exception {
    int port = Commands.freePort();
    Path config = Files.createDirectory(folder.resolve("config"));
    HostPerService input = new HostPerService(virtualServices, port, backendPort);
    progress.say("writing %,d VirtualServices".formatted(virtualServices));
    input.writeTo(config);
    progress.say("starting the control plane and Envoy");
    double started = progress.seconds();
    int xdsPort = Commands.freePort();
    Process controlPlane = startControlPlane(folder.resolve("control-plane.log"), config, xdsPort);
    try (Gateway gateway = Gateway.start(folder, "gateway", xdsPort)) {
      gateway.awaitVersion(port, HostPerService.host(0), "0");
      gateway.awaitVersion(port, HostPerService.host(virtualServices - 1), "0");
      firstSeconds = progress.seconds() - started;
      progress.say("first configuration complete after %.1f s".formatted(firstSeconds));
      int floorPort = Commands.freePort();
      String route = "http." + port;
      Floor ready = new Floor(recorded(folder, input, xdsPort, route), route, floorPort);
      try (FloorServer server = new FloorServer(ready.resources());
          Gateway floorGateway = Gateway.start(folder, "floor", server.port())) {
        floorGateway.awaitVersion(floorPort, HostPerService.host(0), "0");
        progress.say("the floor is ready");
        rounds(
            new Ostia(input, config, controlPlane, gateway, port), ready, server, floorPort, route);
      }
    } finally {
      Commands.stop(controlPlane);
    }
  }

  /**
   * What the floor is made of: the same, or of very many hosts the first, since one route
   * configuration of all of them takes an Envoy seconds.
   */
  private Map<String, Map<String, Any>> recorded(
      Path folder, HostPerService input, int xdsPort, String route) throws Exception {
    if (floorHosts == virtualServices) {
      return AdsRecorder.record(xdsPort, route);
    }
    Path config = Files.createDirectory(folder.resolve("floor-config"));
    new HostPerService(floorHosts, input.gatewayPort(), input.backendPort()).writeTo(config);
    int port = Commands.freePort();
    Process small = startControlPlane(folder.resolve("floor-control-plane.log"), config, port);
    try {
      Commands.await("xDS of the floor", Duration.ofMinutes(2), () -> Commands.isOpen(port));
      return AdsRecorder.record(port, route);
    } finally {
      Commands.stop(small);
    }
  }

  private Process startControlPlane(Path log, Path config, int xdsPort) throws IOException {
    return Commands.start(
        log,
        "control-plane",
        "-f",
        config.toString(),
        "--xds-address",
        "127.0.0.1:" + xdsPort,
        "--admin-address",
        "127.0.0.1:0",
        "--shard-routes-above",
        sharded ? "500" : "off");
  }

  /** What is measured. */
  private record Ostia(
      HostPerService input, Path config, Process controlPlane, Gateway gateway, int port) {

    ProcessFigures figures() throws IOException {
      return ProcessFigures.of(controlPlane.pid());
    }
  }

  private void rounds(Ostia subject, Floor ready, FloorServer server, int floorPort, String route)
      throws Exception {
    Random random = new Random(1);
    try (Probe probe = new Probe(subject.port());
        Probe floorProbe = new Probe(floorPort)) {
      ProcessFigures before = subject.figures();
      long bytesBefore = 0;
      for (int round = -WARM_UP; round < rounds; round++) {
        if (round == 0) {
          before = subject.figures();
          envoyBefore = subject.gateway().cpuSeconds();
          bytesBefore = subject.gateway().bytesReceived();
        }
        int index = random.nextInt(virtualServices);
        String host = HostPerService.host(index);
        String version = "r" + (round + WARM_UP);

        long start = System.nanoTime();
        subject.input().change(subject.config(), index, version);
        long took = probe.awaitVersion(host, version, AT_MOST) - start;
        Thread.sleep(PAUSE);

        String floorHost = HostPerService.host(index % floorHosts);
        Any routes = ready.withVersion(floorHost, version);
        start = System.nanoTime();
        server.push(AdsRecorder.ROUTE, route, routes);
        long floorTook = floorProbe.awaitVersion(floorHost, version, AT_MOST) - start;
        Thread.sleep(PAUSE);

        if (round >= 0) {
          ostia.addNanos(took);
          floor.addNanos(floorTook);
        }
        progress.count("changes", round + WARM_UP + 1, rounds + WARM_UP);
      }
      report(subject, before, subject.gateway().bytesReceived() - bytesBefore);
    }
  }

  private void report(Ostia subject, ProcessFigures before, long bytes) throws IOException {
    ProcessFigures after = subject.figures();
    System.out.printf(
        Locale.ROOT,
        """
        %,d VirtualServices, %d changes, one at a time, routes %s
                    p50 ms    p90 ms
          Ostia   %8.1f  %8.1f
          floor   %8.1f  %8.1f   (of %,d hosts)
          ratio   %8.2f  %8.2f
          CPU of the control plane  %.4f s a change
          CPU of Envoy              %.4f s a change
          resident memory           %d MB
          first configuration       %.1f s, from the start of the control plane
          sent to Envoy             %,d bytes a change
        """,
        virtualServices,
        rounds,
        sharded ? "in shards" : "in one",
        ostia.percentile(0.5),
        ostia.percentile(0.9),
        floor.percentile(0.5),
        floor.percentile(0.9),
        floorHosts,
        ostia.percentile(0.5) / floor.percentile(0.5),
        ostia.percentile(0.9) / floor.percentile(0.9),
        (after.cpuSeconds() - before.cpuSeconds()) / rounds,
        (subject.gateway().cpuSeconds() - envoyBefore) / rounds,
        after.residentMegabytes(),
        firstSeconds,
        bytes / rounds);
  }

  /** A backend that answers everything with 200 and no body. */
  static HttpServer backend() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
