package dev.ostia.bench;

import com.google.protobuf.Any;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Changes in a real API server: the time from the accepted PATCH until a real Envoy answers by it,
 * for a rule (beside the floor, as in {@link PropagationBenchmark}), an endpoint and a Secret; and
 * the start with everything there already.
 */
final class KubernetesBenchmark {

  private static final int WARM_UP = 10;
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final Duration START = Duration.ofMinutes(3);

  private final int virtualServices;
  private final int rounds;
  private final Samples rules = new Samples();
  private final Samples floor = new Samples();
  private final Samples endpoints = new Samples();
  private final Samples secrets = new Samples();
  private double startSeconds;
  private double cpuPerChange;
  private long residentMegabytes;

  KubernetesBenchmark(int virtualServices, int rounds) {
    this.virtualServices = virtualServices;
    this.rounds = rounds;
  }

  /** Runs it and prints the figures. */
  void run() throws Exception {
    Path folder = Files.createTempDirectory("ostia-bench");
    HttpServer backend = PropagationBenchmark.backend();
    try (LocalApiServer api = new LocalApiServer(folder);
        MovingBackends _ = new MovingBackends(folder.resolve("backends.log"))) {
      ClusterInput input =
          new ClusterInput(
              api.client(),
              virtualServices,
              Commands.freePort(),
              Commands.freePort(),
              backend.getAddress().getPort());
      System.err.println("filling the API server ...");
      api.applyFolder(Path.of(System.getProperty("ostia.root"), "deploy", "crds"));
      input.create();
      input.createMoving(MovingBackends.ONE);
      measure(folder, api, input);
    } finally {
      backend.stop(0);
      PropagationBenchmark.delete(folder);
    }
    report();
  }

  private void measure(Path folder, LocalApiServer api, ClusterInput input) throws Exception {
    int xdsPort = Commands.freePort();
    Path log = folder.resolve("control-plane.log");
    long start = System.nanoTime();
    Process controlPlane =
        Commands.start(
            log,
            Map.of("KUBECONFIG", api.kubeconfig().toString()),
            "control-plane",
            "--kubernetes",
            "--xds-address",
            "127.0.0.1:" + xdsPort,
            "--admin-address",
            "127.0.0.1:0",
            "--shard-routes-above",
            "off");
    try {
      Commands.await(
          "the control plane", START, () -> Files.readString(log).contains("ready: xDS"));
      startSeconds = (System.nanoTime() - start) / 1e9;
      try (Gateway gateway = Gateway.start(folder, "gateway", xdsPort)) {
        gateway.awaitVersion(input.httpPort(), ClusterInput.host(0), "0");
        ProcessFigures before = ProcessFigures.of(controlPlane.pid());
        rules(folder, input, xdsPort);
        ProcessFigures after = ProcessFigures.of(controlPlane.pid());
        cpuPerChange = (after.cpuSeconds() - before.cpuSeconds()) / (rounds + WARM_UP);
        residentMegabytes = after.residentMegabytes();
        endpoints(input);
        secrets(input);
      }
    } finally {
      Commands.stop(controlPlane);
    }
  }

  private void rules(Path folder, ClusterInput input, int xdsPort) throws Exception {
    String route = "http." + input.httpPort();
    int floorPort = Commands.freePort();
    Floor ready = new Floor(withoutTls(AdsRecorder.record(xdsPort, route)), route, floorPort);
    try (FloorServer server = new FloorServer(ready.resources());
        Gateway floorGateway = Gateway.start(folder, "floor", server.port())) {
      floorGateway.awaitVersion(floorPort, ClusterInput.host(0), "0");
      try (Probe probe = new Probe(input.httpPort());
          Probe floorProbe = new Probe(floorPort)) {
        Random random = new Random(1);
        for (int round = -WARM_UP; round < rounds; round++) {
          int index = random.nextInt(virtualServices);
          String host = ClusterInput.host(index);
          String version = "r" + (round + WARM_UP);
          input.changeVersion(index, version);
          add(rules, round, System.nanoTime(), probe.awaitVersion(host, version, AT_MOST));
          Any routes = ready.withVersion(host, version);
          long start = System.nanoTime();
          server.push(AdsRecorder.ROUTE, route, routes);
          add(floor, round, start, floorProbe.awaitVersion(host, version, AT_MOST));
        }
      }
    }
  }

  /** The floor has no secrets to give. */
  private static Map<String, Map<String, Any>> withoutTls(Map<String, Map<String, Any>> recorded) {
    recorded
        .getOrDefault(AdsRecorder.LISTENER, Map.of())
        .entrySet()
        .removeIf(entry -> entry.getValue().getValue().toStringUtf8().contains("kubernetes://"));
    return recorded;
  }

  private void endpoints(ClusterInput input) throws Exception {
    List<String> addresses = List.of(MovingBackends.ONE, MovingBackends.TWO);
    try (Probe probe = new Probe(input.httpPort())) {
      probe.awaitVersion(ClusterInput.MOVING_HOST, MovingBackends.ONE, AT_MOST);
      for (int round = -WARM_UP; round < rounds; round++) {
        String address = addresses.get(Math.floorMod(round + WARM_UP + 1, 2));
        input.move(address);
        add(
            endpoints,
            round,
            System.nanoTime(),
            probe.awaitVersion(ClusterInput.MOVING_HOST, address, AT_MOST));
      }
    }
  }

  private void secrets(ClusterInput input) throws Exception {
    TlsProbe probe = new TlsProbe(input.httpsPort());
    probe.awaitSerial(ClusterInput.TLS_HOST, BigInteger.ONE, AT_MOST);
    for (int round = -WARM_UP; round < rounds; round++) {
      SelfSigned next = SelfSigned.of(ClusterInput.TLS_HOST, 1_000 + round);
      input.changeSecret(next);
      add(
          secrets,
          round,
          System.nanoTime(),
          probe.awaitSerial(ClusterInput.TLS_HOST, next.serial(), AT_MOST));
    }
  }

  private static void add(Samples samples, int round, long start, long end)
      throws InterruptedException {
    if (round >= 0) {
      samples.addNanos(end - start);
    }
    Thread.sleep(PAUSE);
  }

  private void report() throws IOException {
    System.out.printf(
        Locale.ROOT,
        """
        API server with %,d VirtualServices, 1,000 Services of 10 endpoints, %d changes of each kind
                    p50 ms    p90 ms   from the accepted PATCH until traffic follows
          rule    %8.1f  %8.1f
          floor   %8.1f  %8.1f
          ratio   %8.2f  %8.2f
          endpoint%8.1f  %8.1f
          Secret  %8.1f  %8.1f
          start until ready         %.1f s
          CPU of the control plane  %.4f s a change of a rule
          resident memory           %d MB
        """,
        virtualServices,
        rounds,
        rules.percentile(0.5),
        rules.percentile(0.9),
        floor.percentile(0.5),
        floor.percentile(0.9),
        rules.percentile(0.5) / floor.percentile(0.5),
        rules.percentile(0.9) / floor.percentile(0.9),
        endpoints.percentile(0.5),
        endpoints.percentile(0.9),
        secrets.percentile(0.5),
        secrets.percentile(0.9),
        startSeconds,
        cpuPerChange,
        residentMegabytes);
  }
}
