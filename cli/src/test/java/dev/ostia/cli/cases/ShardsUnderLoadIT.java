package dev.ostia.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.cases.CaseInput;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.XdsServer;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes in shards change, and shards are split and put together, while requests go on. */
class ShardsUnderLoadIT {

  private static final int HOSTS = 60;
  private static final int MANY = 600;
  private static final int CHANGES = 100;

  /**
   * Requests a second of all connections together; more than CI bears: {@code -Dshards.rate=2000}.
   */
  private static final int RATE = Integer.getInteger("shards.rate", 400);

  private static final int CONNECTIONS = Math.max(4, RATE / 100);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");

  private final Translator translator =
      new Translator(Proxy.defaultIngressGateway().with(RouteLayout.LEAN.withShardsAbove(40)));
  private final FixedPorts ports = new FixedPorts();
  private final int[] versions = new int[HOSTS];
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicInteger answered = new AtomicInteger();

  @Test
  void noRequestFailsAndNoOlderRuleAnswersAfterANewerOne() throws Exception {
    CaseSnapshots snapshots = new CaseSnapshots();
    Path binary = EnvoyBinary.locate(line -> {});
    ShardingEnvoy.assume(binary);
    try (XdsServer xds =
        new XdsServer(
            XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            snapshots,
            snapshots)) {
      xds.start();
      try (CaseGateway gateway = new CaseGateway(0, binary, xds.port(), snapshots)) {
        take(gateway, HOSTS);
        long begin = System.nanoTime();
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
          int seed = i;
          load.add(Thread.ofPlatform().start(() -> ask(seed)));
        }
        change(gateway);
        running.set(false);
        for (Thread thread : load) {
          thread.join();
        }
        report(System.nanoTime() - begin);
      }
    }
    assertThat(faults).isEmpty();
    assertThat(answered.get()).isGreaterThan(CHANGES);
  }

  private void report(long nanos) {
    System.out.printf(
        Locale.ROOT,
        "%,d requests on %d connections, %.0f a second of %d that were to be%n",
        answered.get(),
        CONNECTIONS,
        answered.get() * 1e9 / nanos,
        RATE);
  }

  private void change(CaseGateway gateway) throws IOException {
    Random random = new Random(1);
    Set<String> before = shards(take(gateway, HOSTS));
    int rebalances = 0;
    try (HostProbe probe = new HostProbe(ports.port(80))) {
      for (int i = 0; i < CHANGES; i++) {
        // Twice there are many more hosts for a while, so that shards are split and put together.
        boolean many = i % 50 >= 20 && i % 50 < 40;
        int host = random.nextInt(HOSTS);
        versions[host]++;
        Set<String> shards = shards(take(gateway, many ? MANY : HOSTS));
        rebalances += shards.equals(before) ? 0 : 1;
        before = shards;
        String expected = "200 " + versions[host];
        await()
            .atMost(LONG)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> probe.answer(host(host)).equals(expected));
      }
      assertThat(rebalances).isEqualTo(4);
    }
  }

  private static Set<String> shards(Translation translation) {
    return translation.resources(ResourceType.ROUTE).keySet();
  }

  private Translation take(CaseGateway gateway, int hosts) throws IOException {
    Path file = folder.resolve("input.yaml");
    Files.writeString(file, yaml(hosts));
    Translation translation = translator.translate(CaseInput.load(file, Optional.empty()).view());
    gateway.configure(Remapped.of(translation, "", ports::port, address -> 1));
    return translation;
  }

  /** One kept connection, one host after the other. */
  private void ask(int seed) {
    Random random = new Random(seed);
    int[] seen = new int[HOSTS];
    long gap = 1_000_000_000L * CONNECTIONS / RATE;
    long next = System.nanoTime();
    try (HostProbe probe = new HostProbe(ports.port(80))) {
      while (running.get()) {
        int host = random.nextInt(HOSTS);
        String answer = probe.answer(host(host));
        if (!answer.startsWith("200 ")) {
          faults.add(host(host) + ": " + answer);
          continue;
        }
        int version = Integer.parseInt(answer.substring("200 ".length()));
        if (version < seen[host]) {
          faults.add(host(host) + ": " + version + " after " + seen[host]);
        }
        seen[host] = version;
        answered.incrementAndGet();
        // What is late is made up for, so that the rate holds.
        next += gap;
        LockSupport.parkNanos(next - System.nanoTime());
      }
      if (probe.connections() != 1) {
        faults.add("the connection was closed");
      }
    } catch (IOException e) {
      faults.add(e.toString());
    }
  }

  private static String host(int index) {
    return "h" + index + ".example.com";
  }

  private String yaml(int hosts) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: gw}
            spec:
              servers:
              - port: {number: 80, name: http, protocol: HTTP}
                hosts: ['*']
            """);
    for (int i = 0; i < hosts; i++) {
      yaml.append(
          """
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v%d}
          spec:
            hosts: ['%s']
            gateways: [gw]
            http: [{directResponse: {status: 200, body: {string: '%d'}}}]
          """
              .formatted(i, host(i), i < HOSTS ? versions[i] : 0));
    }
    return yaml.toString();
  }
}
