package dev.ostia.bench;

import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.ControlPlaneOptions;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.RouteLayout;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * One cluster, one assignment of endpoints, one secret among N of each changes: what is sent, and
 * the time from the object until a client over gRPC has it. All in one process, its client too.
 */
final class OneOfManyBenchmark {

  private static final int WARM_UP = 20;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final int number;
  private final int rounds;
  private final Random random = new Random(1);

  OneOfManyBenchmark(int number, int rounds) {
    this.number = number;
    this.rounds = rounds;
  }

  /** Runs it and prints the figures. */
  void run() throws Exception {
    ManyResources source = new ManyResources(number);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ControlPlaneOptions options =
        new ControlPlaneOptions(
            List.of(source),
            MeshConfig.defaults(),
            null,
            XdsOptions.at(free),
            free,
            RouteLayout.LEAN.withShardsAbove(500));
    try (ControlPlane controlPlane = ControlPlane.start(options);
        AdsRecorder client = AdsRecorder.connect(controlPlane.xdsPort())) {
      client.all(source.routeNames(), source.secretNames());
      System.out.printf(
          Locale.ROOT,
          "one of %,d changes       p50 ms   p90 ms  CPU s   resources   bytes%n",
          number);
      measure(source, client, "cluster", AdsRecorder.CLUSTER, this::rule);
      measure(source, client, "endpoint", AdsRecorder.ENDPOINT, this::endpoint);
      measure(source, client, "secret", AdsRecorder.SECRET, this::secret);
    }
  }

  private String rule(int round) {
    return ManyResources.rule(random.nextInt(number), round + WARM_UP + 1);
  }

  private String endpoint(int round) {
    return ManyResources.endpoint(random.nextInt(number), round + WARM_UP + 2);
  }

  private String secret(int round) {
    return ManyResources.secret(random.nextInt(number), SelfSigned.of("bench", round + 1_000));
  }

  private void measure(
      ManyResources source,
      AdsRecorder client,
      String what,
      String typeUrl,
      IntFunction<String> change)
      throws InterruptedException, IOException {
    Samples times = new Samples();
    List<DeltaDiscoveryResponse> sent = new ArrayList<>();
    double before = 0;
    for (int round = -WARM_UP; round < rounds; round++) {
      if (round == 0) {
        sent.clear();
        before = ProcessFigures.of(ProcessHandle.current().pid()).cpuSeconds();
      }
      String yaml = change.apply(round);
      long start = System.nanoTime();
      source.change(yaml);
      sent.add(client.await(typeUrl));
      long took = System.nanoTime() - start;
      // A changed cluster has its endpoints sent again.
      sent.addAll(client.until(PAUSE));
      if (round >= 0) {
        times.addNanos(took);
      }
    }
    double cpu = ProcessFigures.of(ProcessHandle.current().pid()).cpuSeconds() - before;
    System.out.printf(
        Locale.ROOT,
        "          %-12s  %8.1f %8.1f  %6.4f  %8.2f  %7d%n",
        what,
        times.percentile(0.5),
        times.percentile(0.9),
        cpu / rounds,
        sent.stream().mapToInt(DeltaDiscoveryResponse::getResourcesCount).sum() / (double) rounds,
        sent.stream().mapToInt(DeltaDiscoveryResponse::getSerializedSize).sum() / rounds);
  }
}
