package dev.ostia.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.cases.CaseInput;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.XdsServer;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random hosts on one port, one configuration after the other, through two real Envoys: one has all
 * routes in one route configuration, the other in shards. They must give the same answers.
 */
class ShardEquivalenceIT {

  private static final int ROUNDS = 200;
  private static final int MOST_HOSTS = 2000;
  private static final int PROBES = 60;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final List<String> WORDS =
      List.of("api", "shop", "a", "b2", "x-1", "internal", "eu", "web", "cart_9", "z");

  @TempDir private Path folder = Path.of("");

  @Test
  void shardsAnswerAsOneRouteConfiguration() throws IOException {
    CaseSnapshots snapshots = new CaseSnapshots();
    Path binary = EnvoyBinary.locate(line -> {});
    ShardingEnvoy.assume(binary);
    try (XdsServer xds =
        new XdsServer(
            XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            snapshots,
            snapshots)) {
      xds.start();
      try (Side whole = new Side(RouteLayout.LEAN, 0, binary, xds, snapshots);
          Side sharded = new Side(RouteLayout.LEAN.withShardsAbove(0), 1, binary, xds, snapshots)) {
        for (int round = 0; round < ROUNDS; round++) {
          play(round, whole, sharded);
        }
      }
    }
  }

  /** One of the two Envoys with its translator, which sees one configuration after the other. */
  private static final class Side implements AutoCloseable {

    private final Translator translator;
    private final CaseGateway gateway;
    private final FixedPorts ports = new FixedPorts();

    Side(RouteLayout layout, int number, Path binary, XdsServer xds, CaseSnapshots snapshots) {
      this.translator = new Translator(Proxy.defaultIngressGateway().with(layout));
      this.gateway = new CaseGateway(number, binary, xds.port(), snapshots);
    }

    void take(ConfigView view) {
      Translation translation = translator.translate(view);
      gateway.configure(Remapped.of(translation, "", ports::port, address -> 1));
    }

    int port() {
      return ports.port(80);
    }

    @Override
    public void close() {
      gateway.close();
    }
  }

  private void play(int round, Side whole, Side sharded) throws IOException {
    Random random = new Random(round);
    List<String> hosts = hosts(random, round);
    Path file = folder.resolve("round-" + round + ".yaml");
    Files.writeString(file, yaml(hosts, round));
    ConfigView view = CaseInput.load(file, Optional.empty()).view();
    whole.take(view);
    sharded.take(view);
    List<String> probes = probes(random, hosts);
    Map<String, String> expected = new LinkedHashMap<>();
    try (HostProbe probe = new HostProbe(whole.port())) {
      for (String host : probes) {
        expected.put(host, answerInRound(round, probe, host));
      }
    }
    try (HostProbe probe = new HostProbe(sharded.port())) {
      await()
          .atMost(LONG)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .untilAsserted(
              () -> {
                for (String host : probes) {
                  assertThat(probe.answer(host))
                      .as("answer for Host '%s' in round %d of %d hosts", host, round, hosts.size())
                      .isEqualTo(expected.get(host));
                }
              });
    }
  }

  /**
   * An answer by this round's configuration. Every worker of Envoy takes it at a time of its own,
   * so it must have been seen on the very connection that is asked.
   */
  private static String answerInRound(int round, HostProbe probe, String host) throws IOException {
    String marker = "marker-" + round + ".test";
    while (true) {
      await()
          .atMost(LONG)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .until(() -> probe.answer(marker).startsWith("200 "));
      int connections = probe.connections();
      String answer = probe.answer(host);
      if (probe.connections() == connections) {
        return answer;
      }
    }
  }

  /** Small and large in turn, so that shards are split and put together again. */
  private static List<String> hosts(Random random, int round) {
    int size = round % 40 == 39 ? MOST_HOSTS : 1 + random.nextInt(1 + random.nextInt(200));
    List<String> hosts = new ArrayList<>();
    hosts.add("marker-" + round + ".test");
    if (random.nextInt(3) == 0) {
      hosts.add("*");
    }
    for (int i = 0; i < size; i++) {
      hosts.add(random.nextInt(12) == 0 ? "*." + name(random) : name(random) + i % 7 + ".com");
    }
    return hosts.stream().distinct().toList();
  }

  private static String name(Random random) {
    int labels = 1 + random.nextInt(3);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < labels; i++) {
      String word = WORDS.get(random.nextInt(WORDS.size())).replace('_', '-');
      parts.add(word + (random.nextBoolean() ? random.nextInt(100) : ""));
    }
    return String.join(".", parts) + ".example" + random.nextInt(3);
  }

  /** Hosts that are there, in other forms too, and some that are not. */
  private static List<String> probes(Random random, List<String> hosts) {
    return IntStream.range(0, PROBES)
        .mapToObj(i -> probe(random, hosts.get(random.nextInt(hosts.size()))))
        .distinct()
        .toList();
  }

  private static String probe(Random random, String host) {
    String name = host.replace("*", name(random));
    return switch (random.nextInt(8)) {
      case 0 -> name.toUpperCase(java.util.Locale.ROOT);
      case 1 -> name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
      case 2 -> name + ":" + (1 + random.nextInt(65535));
      case 3 -> name + ".";
      case 4 -> "deeper." + name;
      case 5 -> name(random);
      case 6 -> random.nextBoolean() ? "[::1]:80" : "10.0.0." + random.nextInt(255);
      default -> name;
    };
  }

  private static String yaml(List<String> hosts, int round) {
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
    for (int i = 0; i < hosts.size(); i++) {
      // Now and then two hosts have one virtual host.
      String also = i % 9 == 8 && i + 1 < hosts.size() ? ", '" + hosts.get(++i) + "'" : "";
      yaml.append(
          """
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v%d}
          spec:
            hosts: ['%s'%s]
            gateways: [gw]
            http: [{directResponse: {status: 200, body: {string: '%d of %d'}}}]
          """
              .formatted(i, hosts.get(i - (also.isEmpty() ? 0 : 1)), also, i, round));
    }
    return yaml.toString();
  }
}
