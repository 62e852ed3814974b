package dev.ostia.controlplane.xds;

import static dev.ostia.controlplane.xds.Sample.sample;
import static dev.ostia.translator.ResourceType.CLUSTER;
import static dev.ostia.translator.ResourceType.ENDPOINT;
import static dev.ostia.translator.ResourceType.ROUTE;
import static dev.ostia.translator.ResourceType.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy refuses is sent to it once and told once, and holds nothing else up. */
class NackTest {

  private final Harness server = new Harness();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aThousandNacksAreAnsweredWithNothingAndToldOnce(boolean delta) {
    server.publish(sample().with(ROUTE, "http=bad"));
    ScriptedClient client = server.client(delta);
    client.watch(ROUTE, "http");
    Received bad = client.expect(ROUTE, "http=bad");
    for (int i = 0; i < 1_000; i++) {
      client.nack(bad, "http is bad");
    }
    client.expectNothing();
    assertThat(server.nacks).hasSize(1);
    assertThat(server.nacks.getFirst().names()).containsExactly("http");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProxyThatRefusesEverythingIsSentEachContentOnce(boolean delta) {
    ScriptedClient client = server.client(delta);
    client.watch(ROUTE, "http");
    for (int i = 0; i < 100; i++) {
      server.publish(sample().with(ROUTE, "http=bad" + i));
      client.nack(client.expect(ROUTE, "http=bad" + i), "http is bad");
    }
    client.expectNothing();
    assertThat(server.nacks).hasSize(1);
  }

  @Test
  void deltaHoldsOnlyWhatWasRefusedAndDidNotChange() {
    server.publish(sample().with(CLUSTER, "a=v1", "b=bad"));
    DeltaClient client = server.delta();
    client.watch(CLUSTER);
    client.nack(client.expect(CLUSTER, "a=v1", "b=bad"), "b is bad");
    client.expectNothing();
    server.publish(sample().with(CLUSTER, "a=v2", "b=bad"));
    client.expectAndAck(CLUSTER, "a=v2");
    client.expectNothing();
    server.publish(sample().with(CLUSTER, "a=v2"));
    client.expectGoneAndAck(CLUSTER, "b");
    client.expectNothing();
  }

  @Test
  void deltaSendsTheGoodRoutesOfARefusedResponseAgainAndHoldsTheBadOne() {
    server.publish(sample().with(ROUTE, "a=v1", "b=bad", "c=v1"));
    DeltaClient client = server.delta();
    client.watch(ROUTE, "a", "b", "c");
    client.nack(client.expect(ROUTE, "a=v1", "b=bad", "c=v1"), "b is bad");
    client.expectAndAck(ROUTE, "a=v1");
    client.nack(client.expect(ROUTE, "b=bad", "c=v1"), "b is bad");
    client.nack(client.expect(ROUTE, "b=bad"), "b is bad");
    client.expectAndAck(ROUTE, "c=v1");
    client.expectNothing();
    assertThat(server.nacks.stream().map(Harness.Nack::names))
        .containsExactly(Set.of("a", "b", "c"), Set.of("b"));
    assertThat(server.events).doesNotContain("cleared ROUTE");
    server.publish(sample().with(ROUTE, "a=v1", "b=v1", "c=v1"));
    client.expectAndAck(ROUTE, "b=v1");
    client.expectNothing();
    assertThat(server.events).contains("cleared ROUTE");
  }

  @Test
  void deltaProxyThatRefusesAllPartsIsSentEachOnce() {
    server.publish(sample().with(SECRET, "a=bad", "b=bad"));
    DeltaClient client = server.delta();
    client.watch(SECRET, "a", "b");
    client.nack(client.expect(SECRET, "a=bad", "b=bad"), "bad");
    client.nack(client.expect(SECRET, "a=bad"), "bad");
    client.nack(client.expect(SECRET, "b=bad"), "bad");
    client.expectNothing(ENDPOINT);
  }

  @Test
  void deltaNackWithTheSameNamesAgainIsNoReasonToRepeat() {
    server.publish(sample().with(ROUTE, "http=bad"));
    DeltaClient client = server.delta();
    client.watch(ROUTE, "http");
    Received bad = client.expect(ROUTE, "http=bad");
    for (int i = 0; i < 100; i++) {
      client.send(
          DeltaClient.request(ROUTE)
              .setResponseNonce(bad.nonce())
              .addResourceNamesSubscribe("http")
              .setErrorDetail(Status.newBuilder().setMessage("http is bad")));
    }
    client.expectNothing();
  }

  @Test
  void sotwRepeatsWhatCameWithARefusedResource() {
    server.publish(sample().with(ROUTE, "a=bad", "b=v1"));
    SotwClient client = server.sotw();
    client.watch(ROUTE, "a", "b");
    client.nack(client.expect(ROUTE, "a=bad", "b=v1"), "a is bad");
    client.expectNothing();
    server.publish(sample().with(ROUTE, "a=v1", "b=v1"));
    client.expectAndAck(ROUTE, "a=v1", "b=v1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anErrorWithoutANonceIsNoNack(boolean delta) {
    server.publish(sample().with(CLUSTER, "a=v1"));
    Status error = Status.newBuilder().setMessage("?").build();
    ScriptedClient client = server.client(delta);
    if (client instanceof DeltaClient d) {
      d.send(DeltaClient.request(CLUSTER).setErrorDetail(error));
    } else if (client instanceof SotwClient s) {
      s.send(SotwClient.request(CLUSTER).setErrorDetail(error));
    }
    client.expectAndAck(CLUSTER, "a=v1");
    client.expectNothing();
    assertThat(server.nacks).isEmpty();
  }
}
