package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.e2e.Load;
import dev.ostia.cli.e2e.NamedBackend;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Replicas are killed and replaced behind one address while requests run. */
@ExtendWith(SharedApiServer.class)
class ReplicasIT {

  private final TestCluster cluster;
  private final int port = ApiServer.freePort();
  private final List<Replica> replicas = new ArrayList<>();
  @TempDir private Path folder;

  ReplicasIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void close() {
    Replica.close(replicas);
  }

  private Replica start(String name) throws Exception {
    Replica replica = Replica.start(cluster, folder, name);
    replicas.add(replica);
    return replica;
  }

  private void awaitAnswer(String answer) {
    RunningGateway.awaitAnswer(port, "/", answer);
  }

  private void awaitAccepted(String name, int generation) {
    cluster.awaitCondition(
        "virtualservice", "replicas", name, "Accepted", "True Accepted  " + generation);
  }

  private String leader() throws Exception {
    return cluster
        .api()
        .kubectl(
            "",
            "get",
            "lease",
            "ostia-status",
            "-n",
            "ostia-system",
            "--ignore-not-found",
            "-o",
            "jsonpath={.spec.holderIdentity}");
  }

  private String version(String name) throws Exception {
    return cluster
        .api()
        .kubectl(
            "",
            "get",
            "virtualservice",
            name,
            "-n",
            "replicas",
            "-o",
            "jsonpath={.metadata.resourceVersion}");
  }

  private void route(String name, String path, String destination) throws Exception {
    cluster.apply(Objects.route("replicas", name, path, destination));
  }

  private EnvoyProcess envoy(Balancer balancer) {
    EnvoyProcess envoy =
        EnvoyProcess.start(
            EnvoyBootstrap.of(
                BootstrapOptions.ephemeral(
                    GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", balancer.port()))),
            EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})));
    envoy.awaitReady(TestCluster.LONG);
    return envoy;
  }

  @Test
  void theLeaderIsKilledThenAllAreReplacedOneByOne() throws Exception {
    cluster.namespace("replicas");
    for (String name : List.of("a", "b", "c")) {
      start(name);
    }
    try (Balancer balancer = new Balancer();
        NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two")) {
      for (Replica replica : replicas) {
        balancer.add(replica.awaitReady());
      }
      try (EnvoyProcess envoy = envoy(balancer)) {
        cluster.apply(Objects.gateway("replicas", port));
        cluster.apply(Objects.backend("replicas", "one", one.port()));
        cluster.apply(Objects.backend("replicas", "two", two.port()));
        route("app", "prefix: /", "one");
        route("quiet", "prefix: /quiet", "one");
        awaitAnswer("200 one");
        awaitAccepted("app", 1);
        awaitAccepted("quiet", 1);
        String quiet = version("quiet");
        try (Load load = Load.on(port, "/")) {
          killTheLeader(balancer);
          replaceAll(balancer);
          assertThat(load.failures()).isEmpty();
          assertThat(load.answered()).isPositive();
        }
        // Nobody has written again what stood there already.
        assertThat(version("quiet")).isEqualTo(quiet);
        assertThat(envoy.exitCode()).isEmpty();
      }
    }
  }

  private void killTheLeader(Balancer balancer) throws Exception {
    String leader = leader();
    Replica killed =
        replicas.stream().filter(one -> one.name().equals(leader)).findFirst().orElseThrow();
    int killedPort = killed.awaitReady();
    killed.kill();
    balancer.remove(killedPort);
    replicas.remove(killed);
    // Serving goes on at once, by whoever is left.
    route("app", "prefix: /", "two");
    awaitAnswer("200 two");
    // Writing goes on when the Lease is over.
    awaitAccepted("app", 2);
    assertThat(leader()).isNotEqualTo(leader).isIn("a", "b", "c");
  }

  /** As a Deployment does it with maxUnavailable 0. */
  private void replaceAll(Balancer balancer) throws Exception {
    int generation = 2;
    for (Replica old : List.copyOf(replicas)) {
      Replica fresh = start("new-" + old.name());
      balancer.add(fresh.awaitReady());
      balancer.remove(old.awaitReady());
      old.terminate();
      replicas.remove(old);
      generation++;
      String destination = generation % 2 == 0 ? "two" : "one";
      route("app", "prefix: /", destination);
      awaitAnswer("200 " + destination);
    }
    awaitAccepted("app", generation);
    await()
        .atMost(TestCluster.LONG)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> leader().startsWith("new-"));
  }
}
