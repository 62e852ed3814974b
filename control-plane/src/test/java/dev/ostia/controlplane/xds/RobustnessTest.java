package dev.ostia.controlplane.xds;

import static dev.ostia.controlplane.xds.Sample.sample;
import static dev.ostia.translator.ResourceType.CLUSTER;
import static dev.ostia.translator.ResourceType.ENDPOINT;
import static dev.ostia.translator.ResourceType.LISTENER;
import static dev.ostia.translator.ResourceType.ROUTE;
import static dev.ostia.translator.ResourceType.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.grpc.Status.Code;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are odd, wrong or hostile end no stream and make no loop. */
class RobustnessTest {

  private static final String UNKNOWN_TYPE = "type.googleapis.com/envoy.service.runtime.v3.Runtime";

  private final Harness server = new Harness();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void sotwSendsOnlyTheAssignmentThatChanged() {
    server.publish(sample().with(ENDPOINT, "a=v1", "b=v1", "c=v1"));
    SotwClient client = server.sotw();
    client.watch(ENDPOINT, "a", "b", "c");
    String first = client.expectAndAck(ENDPOINT, "a=v1", "b=v1", "c=v1").version();
    server.publish(sample().with(ENDPOINT, "a=v1", "b=v2", "c=v1"));
    String second = client.expectAndAck(ENDPOINT, "b=v2").version();
    server.publish(sample().with(ENDPOINT, "a=v1", "b=v1", "c=v1"));
    String third = client.expectAndAck(ENDPOINT, "b=v1").version();
    assertThat(second).isNotEqualTo(first);
    assertThat(third).isEqualTo(first);
  }

  @Test
  void deltaUnknownAndStaleNoncesSayNothing() {
    server.publish(sample().with(CLUSTER, "a=v1"));
    DeltaClient client = server.delta();
    client.watch(CLUSTER);
    client.send(DeltaClient.request(CLUSTER).setResponseNonce("never-sent"));
    Received first = client.expect(CLUSTER, "a=v1");
    server.publish(sample().with(CLUSTER, "a=v2"));
    client.send(DeltaClient.request(CLUSTER).setResponseNonce("never-sent"));
    client.expectNothing();
    client.ack(first);
    client.expectAndAck(CLUSTER, "a=v2");
    client.ack(first);
    client.nack(first, "late");
    client.expectNothing();
    assertThat(server.nacks).isEmpty();
  }

  @Test
  void sotwUnknownAndStaleNoncesSayNothing() {
    server.publish(sample().with(CLUSTER, "a=v1"));
    SotwClient client = server.sotw();
    // A nonce of an earlier stream.
    client.send(SotwClient.request(CLUSTER).setResponseNonce("earlier"));
    Received first = client.expectAndAck(CLUSTER, "a=v1");
    server.publish(sample().with(CLUSTER, "a=v2"));
    Received second = client.expect(CLUSTER, "a=v2");
    client.send(SotwClient.request(CLUSTER).setResponseNonce(first.nonce()));
    client.send(SotwClient.request(CLUSTER).setResponseNonce("never-sent"));
    server.publish(sample().with(CLUSTER, "a=v3"));
    client.expectNothing();
    client.ack(second);
    client.expectAndAck(CLUSTER, "a=v3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUnknownTypeIsPassedOver(boolean delta) {
    server.publish(sample().with(CLUSTER, "a=v1"));
    ScriptedClient client = server.client(delta);
    for (String type : new String[] {UNKNOWN_TYPE, "", "nonsense"}) {
      if (client instanceof DeltaClient d) {
        d.send(DeltaDiscoveryRequest.newBuilder().setTypeUrl(type));
      } else if (client instanceof SotwClient s) {
        s.send(DiscoveryRequest.newBuilder().setTypeUrl(type));
      }
    }
    client.watch(CLUSTER);
    client.expectAndAck(CLUSTER, "a=v1");
    assertThat(client.ended).isNotDone();
  }

  @Test
  void requestsBeforeTheNodeAreAnsweredOnceItIsKnown() {
    server.publish(sample().with(CLUSTER, "a=v1").with(LISTENER, "http=v1"));
    DeltaClient client = server.delta();
    client.sendWithoutNode(DeltaClient.request(CLUSTER));
    client.watch(LISTENER);
    client.expectAndAck(CLUSTER, "a=v1");
    client.expectAndAck(LISTENER, "http=v1");
    client.sendWithoutNode(DeltaClient.request(SECRET).addResourceNamesSubscribe(Sample.FENCE));
    client.expectAndAck(SECRET, "fence=v1");
  }

  @Test
  void aNodeThatIsRefusedEndsTheStreamWithTheReason() throws Exception {
    DeltaClient client = server.delta();
    client.sendWithoutNode(DeltaClient.request(CLUSTER).setNode(Node.getDefaultInstance()));
    io.grpc.Status status = client.ended.get(20, TimeUnit.SECONDS);
    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).isEqualTo("the node has no id");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsSentBeforeTheFirstSnapshot(boolean delta) {
    ScriptedClient client = server.client(delta);
    client.watch(CLUSTER);
    client.watch(LISTENER);
    await().until(() -> server.following.get() == 1);
    assertThat(client.inbox).isEmpty();
    server.publish(sample().with(LISTENER, "http=v1"));
    client.expectAndAck(CLUSTER);
    client.expectAndAck(LISTENER, "http=v1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEmptySnapshotIsAnAnswerWhereAllIsAskedFor(boolean delta) {
    server.publish(sample());
    ScriptedClient client = server.client(delta);
    client.watch(CLUSTER);
    client.expectAndAck(CLUSTER);
    client.watch(LISTENER);
    client.expectAndAck(LISTENER);
    client.watch(ROUTE, "http");
    client.expectNothing();
  }

  @Test
  void sotwWithoutNamesIsUnsubscribedWhereNamesMustBeGiven() {
    server.publish(sample().with(ROUTE, "http=v1"));
    SotwClient client = server.sotw();
    client.watch(ROUTE);
    client.expectNothing();
    client.watch(ROUTE, "http");
    client.expectAndAck(ROUTE, "http=v1");
    client.unwatch(ROUTE, "http");
    client.expectNothing();
    server.publish(sample().with(ROUTE, "http=v2"));
    client.expectNothing();
  }

  @Test
  void sotwNamesReplaceTheWildcardAndNoNamesThenMeanNothing() {
    server.publish(sample().with(CLUSTER, "a=v1", "b=v1"));
    SotwClient client = server.sotw();
    client.watch(CLUSTER);
    client.expectAndAck(CLUSTER, "a=v1", "b=v1");
    client.watch(CLUSTER, "a");
    client.expectAndAck(CLUSTER, "a=v1");
    client.unwatch(CLUSTER, "a");
    client.expectNothing();
    server.publish(sample().with(CLUSTER, "a=v2", "b=v2"));
    client.expectNothing();
    client.watch(CLUSTER, "*");
    client.expectAndAck(CLUSTER, "a=v2", "b=v2");
  }

  @Test
  void deltaWildcardByNameAndItsEnd() {
    server.publish(sample().with(CLUSTER, "a=v1", "b=v1"));
    DeltaClient client = server.delta();
    client.watch(CLUSTER, "a");
    client.expectAndAck(CLUSTER, "a=v1");
    client.watch(CLUSTER, "*");
    client.expectAndAck(CLUSTER, "b=v1");
    client.unwatch(CLUSTER, "a");
    client.expectAndAck(CLUSTER, "a=v1");
    client.watch(CLUSTER, "b");
    client.expectAndAck(CLUSTER, "b=v1");
    client.unwatch(CLUSTER, "*");
    client.expectNothing();
    server.publish(sample().with(CLUSTER, "a=v2", "b=v2"));
    client.expectAndAck(CLUSTER, "b=v2");
    client.expectNothing();
  }

  @Test
  void deltaInitialVersionsOfWhatIsNotAskedForSayNothing() {
    server.publish(sample().with(ENDPOINT, "a=v1"));
    DeltaClient client = server.delta();
    client.resume(ENDPOINT, Map.of("a", "v1", "other", "v1"), "a");
    client.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamThatEndsIsNoLongerFollowed(boolean delta) {
    server.publish(sample().with(CLUSTER, "a=v1"));
    ScriptedClient client = server.client(delta);
    client.watch(CLUSTER);
    client.expectAndAck(CLUSTER, "a=v1");
    assertThat(server.following).hasValue(1);
    client.close();
    await().until(() -> server.following.get() == 0);
  }

  @Test
  void aStoppingServerSaysSo() throws Exception {
    server.publish(sample().with(CLUSTER, "a=v1"));
    DeltaClient client = server.delta();
    client.watch(CLUSTER);
    client.expectAndAck(CLUSTER, "a=v1");
    server.server.close();
    assertThat(client.ended.get(20, TimeUnit.SECONDS).getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(server.following).hasValue(0);
  }
}
