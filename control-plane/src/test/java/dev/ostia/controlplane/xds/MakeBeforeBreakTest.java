package dev.ostia.controlplane.xds;

import static dev.ostia.controlplane.xds.Sample.sample;
import static dev.ostia.translator.ResourceType.CLUSTER;
import static dev.ostia.translator.ResourceType.ENDPOINT;
import static dev.ostia.translator.ResourceType.LISTENER;
import static dev.ostia.translator.ResourceType.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ResourceType;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which a proxy is taken from one snapshot to the next. */
class MakeBeforeBreakTest {

  private static final Duration NEVER = Duration.ofMinutes(10);

  private Harness server = new Harness();

  @AfterEach
  void close() {
    server.close();
  }

  private void restart(Duration removal, Duration cluster, Duration resume) {
    server.close();
    server = new Harness(Harness.options().withWaits(removal, cluster, resume));
  }

  private static Sample oldAndRoutes(String routes) {
    return sample()
        .with(CLUSTER, "old=v1")
        .with(ENDPOINT, "old=v1")
        .with(LISTENER, "http=v1")
        .with(ROUTE, routes);
  }

  private static Sample newAndRoutes(String routes) {
    return sample()
        .with(CLUSTER, "new=v1")
        .with(ENDPOINT, "new=v1")
        .with(LISTENER, "http=v1")
        .with(ROUTE, routes);
  }

  /** A client that has it all, as an Envoy that is in service. */
  private ScriptedClient inService(boolean delta) {
    server.publish(oldAndRoutes("http=v1"));
    ScriptedClient client = server.client(delta);
    client.watch(CLUSTER);
    client.expectAndAck(CLUSTER, "old=v1");
    client.watch(ENDPOINT, "old");
    client.expectAndAck(ENDPOINT, "old=v1");
    client.watch(LISTENER);
    client.expectAndAck(LISTENER, "http=v1");
    client.watch(ROUTE, "http");
    client.expectAndAck(ROUTE, "http=v1");
    return client;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void newClusterWithEndpointsThenRoutesThenTheOldClusterGoes(boolean delta) {
    ScriptedClient client = inService(delta);
    server.publish(newAndRoutes("http=v2"));

    Received clusters = client.expectChange(CLUSTER, "new=v1", "old=v1");
    client.expectNothing();
    client.ack(clusters);
    client.expectNothing();
    client.watch(ENDPOINT, "new");
    Received endpoints = client.expect(ENDPOINT, "new=v1");
    client.expectNothing();
    client.ack(endpoints);
    Received routes = client.expect(ROUTE, "http=v2");
    client.expectNothing();
    client.ack(routes);
    client.expectGoneAndAck(CLUSTER, "old", "new=v1");
    if (delta) {
      client.expectGoneAndAck(ENDPOINT, "old");
    }
    client.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClusterThatIsBackBeforeItWentIsNotRemoved(boolean delta) {
    ScriptedClient client = inService(delta);
    server.publish(
        sample().with(LISTENER, "http=v1").with(ENDPOINT, "old=v1").with(ROUTE, "http=v2"));
    Received routes = client.expect(ROUTE, "http=v2");
    server.publish(oldAndRoutes("http=v2"));
    client.ack(routes);
    client.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whileRoutesAreRefusedTheClustersOfTheOldOnesStay(boolean delta) {
    restart(Duration.ofMillis(1), NEVER, Duration.ZERO);
    ScriptedClient client = inService(delta);
    server.publish(oldAndRoutes("http=bad"));
    client.nack(client.expect(ROUTE, "http=bad"), "bad");
    client.expectNothing();
    server.publish(sample().with(LISTENER, "http=v1").with(ROUTE, "http=bad"));
    client.expectNothing();
    server.publish(sample().with(LISTENER, "http=v1").with(ROUTE, "http=v2"));
    client.expectAndAck(ROUTE, "http=v2");
    client.expectGoneAndAck(CLUSTER, "old");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProxyThatDoesNotAnswerLosesTheClusterAfterTheGraceTime(boolean delta) {
    restart(Duration.ofMillis(50), NEVER, Duration.ZERO);
    ScriptedClient client = inService(delta);
    server.publish(sample().with(LISTENER, "http=v1").with(ROUTE, "http=v2"));
    client.expect(ROUTE, "http=v2");
    client.expectGoneAndAck(CLUSTER, "old");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProxyThatDoesNotAskForEndpointsGetsItsRoutesAfterAWait(boolean delta) {
    restart(NEVER, Duration.ofMillis(50), Duration.ZERO);
    ScriptedClient client = inService(delta);
    server.publish(newAndRoutes("http=v2"));
    client.ack(client.expectChange(CLUSTER, "new=v1", "old=v1"));
    client.expect(ROUTE, "http=v2");
  }

  /** Envoy ACKs new clusters when all of them have warmed: for one without DNS that takes long. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClusterThatWarmsForLongHoldsUpNoOther(boolean delta) {
    restart(NEVER, Duration.ofSeconds(1), Duration.ZERO);
    ScriptedClient client = inService(delta);
    server.publish(oldAndRoutes("http=v1").with(CLUSTER, "slow=v1"));
    Received slow = client.expectChange(CLUSTER, "slow=v1", "old=v1");
    server.publish(
        oldAndRoutes("http=v2").with(CLUSTER, "slow=v1", "new=v1").with(ENDPOINT, "new=v1"));
    Received clusters = client.expectChange(CLUSTER, "new=v1", "old=v1", "slow=v1");
    client.watch(ENDPOINT, "new");
    client.expectAndAck(ENDPOINT, "new=v1");
    client.expectAndAck(ROUTE, "http=v2");

    client.ack(slow);
    client.ack(clusters);
    client.expectNothing();
  }

  @Test
  void aLateRefusalIsStillOne() {
    restart(NEVER, Duration.ofMillis(50), Duration.ZERO);
    ScriptedClient client = inService(true);
    server.publish(oldAndRoutes("http=v1").with(CLUSTER, "slow=bad"));
    Received slow = client.expect(CLUSTER, "slow=bad");
    server.publish(oldAndRoutes("http=v1").with(CLUSTER, "slow=bad", "other=v1"));
    Received other = client.expect(CLUSTER, "other=v1");
    client.nack(slow, "bad");
    client.ack(other);
    client.expectNothing();
    assertThat(server.nacks.stream().map(Harness.Nack::names)).containsExactly(Set.of("slow"));
    assertThat(server.events).doesNotContain("cleared CLUSTER");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void listenersGoAtOnce(boolean delta) {
    ScriptedClient client = inService(delta);
    server.publish(sample().with(CLUSTER, "old=v1").with(ENDPOINT, "old=v1"));
    client.expectGoneAndAck(LISTENER, "http");
    if (delta) {
      client.expectGoneAndAck(ROUTE, "http");
    }
    client.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChangedClusterGetsItsEndpointsAgain(boolean delta) {
    ScriptedClient client = inService(delta);
    server.publish(
        sample()
            .with(CLUSTER, "old=v2")
            .with(ENDPOINT, "old=v1")
            .with(LISTENER, "http=v1")
            .with(ROUTE, "http=v1"));
    client.expectAndAck(CLUSTER, "old=v2");
    client.expectAndAck(ENDPOINT, "old=v1");
    client.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChangedListenerGetsItsRoutesAgain(boolean delta) {
    ScriptedClient client = inService(delta);
    server.publish(
        sample()
            .with(CLUSTER, "old=v1")
            .with(ENDPOINT, "old=v1")
            .with(LISTENER, "http=v2")
            .with(ROUTE, "http=v1"));
    client.expectAndAck(LISTENER, "http=v2");
    client.expectAndAck(ROUTE, "http=v1");
    client.expectNothing();
  }

  @Test
  void afterAReconnectTheOldClusterStaysUntilTheRoutesAreAcked() {
    restart(NEVER, NEVER, NEVER);
    server.publish(newAndRoutes("http=v2"));
    DeltaClient client = server.delta();
    client.resume(CLUSTER, Map.of("old", "v1"));
    client.resume(ENDPOINT, Map.of("old", "v1"), "old");
    client.resume(LISTENER, Map.of("http", "v1"));
    client.resume(ROUTE, Map.of("http", "v1"), "http");
    client.expectAndAck(CLUSTER, "new=v1");
    client.expectNothing();
    client.watch(ENDPOINT, "new");
    client.expectAndAck(ENDPOINT, "new=v1");
    Received routes = client.expect(ROUTE, "http=v2");
    client.expectNothing();
    client.ack(routes);
    client.expectGoneAndAck(CLUSTER, "old");
    client.expectGoneAndAck(ENDPOINT, "old");
    client.expectNothing();
  }

  @Test
  void afterAReconnectAChangedClusterGetsItsEndpointsAgain() {
    server.publish(sample().with(CLUSTER, "a=v2", "b=v1").with(ENDPOINT, "a=v1", "b=v1"));
    DeltaClient client = server.delta();
    client.resume(CLUSTER, Map.of("a", "v1", "b", "v1"));
    client.expectAndAck(CLUSTER, "a=v2");
    client.resume(ENDPOINT, Map.of("a", "v1", "b", "v1"), "a", "b");
    client.expectAndAck(ENDPOINT, "a=v1");
    client.expectNothing();
  }

  @Test
  void routesOfALaterSnapshotWaitWhileTheClustersOfAnEarlierAreUnanswered() {
    DeltaClient client = (DeltaClient) inService(true);
    server.publish(
        sample()
            .with(CLUSTER, "old=v2")
            .with(ENDPOINT, "old=v1")
            .with(LISTENER, "http=v1")
            .with(ROUTE, "http=v1"));
    Received clusters = client.expect(CLUSTER, "old=v2");
    Received again = client.expect(ENDPOINT, "old=v1");
    server.publish(
        sample()
            .with(CLUSTER, "new=v1", "old=v2")
            .with(ENDPOINT, "new=v1", "old=v1")
            .with(LISTENER, "http=v1")
            .with(ROUTE, "http=v2"));
    client.ack(again);
    client.expectNothing();
    client.ack(clusters);
    client.expectAndAck(CLUSTER, "new=v1");
    client.watch(ENDPOINT, "new");
    client.expectAndAck(ENDPOINT, "new=v1");
    client.expectAndAck(ROUTE, "http=v2");
    client.expectNothing();
  }

  @Test
  void itIsToldWhenAProxyHasItAll() {
    ScriptedClient client = inService(true);
    server.publish(oldAndRoutes("http=v2").build("second"));
    Received routes = client.expect(ResourceType.ROUTE, "http=v2");
    client.expectNothing();
    assertThat(server.events).doesNotContain("settled second");
    client.ack(routes);
    client.expectNothing();
    assertThat(server.events).contains("ack ROUTE second", "settled second");
  }
}
