package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.LogLines;
import dev.ostia.cli.e2e.Http;
import dev.ostia.cli.e2e.Load;
import dev.ostia.cli.e2e.NamedBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever happens to the watches: traffic goes on, and afterwards the state is that of a control
 * plane that has just been started. {@code -Dkubernetes.many} says how many objects come while it
 * is cut off.
 */
@ExtendWith(SharedApiServer.class)
class WatchFaultsIT {

  private static final int MANY = Integer.getInteger("kubernetes.many", 1_000);

  private final TestCluster cluster;
  private final ApiServer api;
  private final int port = ApiServer.freePort();

  WatchFaultsIT(TestCluster cluster) {
    this.cluster = cluster;
    api = cluster.api();
  }

  private void awaitAnswer(String answer) {
    RunningGateway.awaitAnswer(port, "/", answer);
  }

  private void awaitSameAsFreshStart(RunningGateway running) throws Exception {
    String fresh = FreshStart.version(cluster);
    await()
        .atMost(TestCluster.LONG)
        .untilAsserted(() -> assertThat(running.version()).isEqualTo(fresh));
  }

  private static void awaitMetric(RunningGateway running, String line) {
    await(line)
        .atMost(TestCluster.LONG)
        .until(() -> running.page("/metrics").contains(line + ".0\n"));
  }

  private void applyShop(NamedBackend one, NamedBackend two, String namespace) throws Exception {
    cluster.namespace(namespace);
    cluster.apply(Objects.gateway(namespace, port));
    cluster.apply(Objects.backend(namespace, "one", one.port()));
    cluster.apply(Objects.backend(namespace, "two", two.port()));
    cluster.apply(Objects.route(namespace, "app", "prefix: /", "one"));
    cluster.apply(Objects.route(namespace, "other", "prefix: /other", "one"));
  }

  @Test
  void fiveThousandObjectsAreMadeWhileTheWatchesAreCut() throws Exception {
    try (LogLines log = new LogLines();
        NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two");
        SwitchableProxy proxy = new SwitchableProxy(api.port());
        RunningGateway running = RunningGateway.start(api.config(cluster.token(), proxy.port()))) {
      applyShop(one, two, "away");
      awaitAnswer("200 one");

      try (Load load = Load.on(port, "/")) {
        // A proxy ends the watches.
        proxy.closeConnections();
        cluster.apply(Objects.route("away", "app", "prefix: /", "two"));
        awaitAnswer("200 two");
        awaitSameAsFreshStart(running);

        // Cut off: many objects are made, one is changed, one is deleted.
        proxy.cut();
        awaitMetric(
            running, "ostia_source_up{source=\"https://127.0.0.1:%d/\"} 0".formatted(proxy.port()));
        api.createMany("virtualservices", MANY, WatchFaultsIT::numbered);
        cluster.apply(Objects.route("away", "app", "prefix: /", "one"));
        cluster.delete("virtualservice", "away", "other");
        assertThat(Http.get(port, "/")).isEqualTo("200 two");
        assertThat(running.page("/ready")).isEqualTo("200 ready");
        // Once for each time that it was away, however often it was tried.
        assertThat(log.lines("the API server does not answer"))
            .hasSize(log.lines("followed again").size() + 1);
        proxy.mend();
        awaitAnswer("200 one");
        await()
            .atMost(TestCluster.LONG)
            .until(
                () ->
                    log.lines("followed again").size()
                        == log.lines("the API server does not answer").size());
        awaitSameAsFreshStart(running);
        await()
            .atMost(TestCluster.LONG)
            .until(() -> running.envoyConfig().contains("many-" + (MANY - 1) + ".example.com"));
        assertThat(load.failures()).isEmpty();
      }
    }
    api.deleteAll("virtualservices", "away");
  }

  private static String numbered(int number) {
    return """
    {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
     "metadata": {"name": "many-%1$d", "namespace": "away"},
     "spec": {"hosts": ["many-%1$d.example.com"], "gateways": ["gateway"],
       "http": [{"route": [{"destination": {"host": "two"}}]}]}}
    """
        .formatted(number);
  }

  /** The history that the watches would go on from is gone, in etcd and in the API server. */
  @Test
  void theApiServerIsKilledAndEtcdCompactedBeforeItIsBack() throws Exception {
    try (NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two");
        SwitchableProxy proxy = new SwitchableProxy(api.port());
        RunningGateway running = RunningGateway.start(api.config(cluster.token(), proxy.port()))) {
      applyShop(one, two, "compacted");
      awaitAnswer("200 one");
      String before = api.resourceVersion("virtualservices");

      try (Load load = Load.on(port, "/")) {
        api.kill();
        assertThat(Http.get(port, "/")).isEqualTo("200 one");
        api.restart();
        cluster.apply(Objects.route("compacted", "app", "prefix: /", "two"));
        awaitAnswer("200 two");
        awaitSameAsFreshStart(running);

        proxy.cut();
        cluster.apply(Objects.route("compacted", "app", "prefix: /", "one"));
        cluster.delete("virtualservice", "compacted", "other");
        api.kill();
        api.compact();
        api.restart();
        assertThat(api.watch("virtualservices", before)).contains("too old resource version");
        assertThat(Http.get(port, "/")).isEqualTo("200 two");
        proxy.mend();
        awaitAnswer("200 one");
        awaitSameAsFreshStart(running);
        assertThat(load.failures()).isEmpty();
      }
    }
    api.deleteAll("virtualservices", "compacted");
  }

  @Test
  void aDefinitionIsDeletedAndMadeAgain() throws Exception {
    Path definition = TestCluster.deploy("crds/destinationrules.yaml");
    String rule =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: rule, namespace: crd}
        spec: {host: one, trafficPolicy: {loadBalancer: {simple: RANDOM}}}
        """;
    try (NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two");
        RunningGateway running = RunningGateway.start(cluster.config())) {
      applyShop(one, two, "crd");
      cluster.apply(rule);
      awaitMetric(running, "ostia_config_objects{kind=\"DestinationRule\"} 1");
      awaitAnswer("200 one");
      try (Load load = Load.on(port, "/")) {
        api.kubectl("", "delete", "-f", definition.toString());
        awaitMetric(running, "ostia_config_objects{kind=\"DestinationRule\"} 0");
        awaitSameAsFreshStart(running);
        api.kubectl("", "apply", "-f", definition.toString());
        await()
            .atMost(TestCluster.LONG)
            .ignoreExceptions()
            .until(
                () -> {
                  cluster.apply(rule);
                  return true;
                });
        awaitMetric(running, "ostia_config_objects{kind=\"DestinationRule\"} 1");
        awaitSameAsFreshStart(running);
        assertThat(load.failures()).isEmpty();
      }
    }
  }
}
