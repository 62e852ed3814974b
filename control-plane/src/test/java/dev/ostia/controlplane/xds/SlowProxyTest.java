package dev.ostia.controlplane.xds;

import static dev.ostia.controlplane.xds.Sample.sample;
import static dev.ostia.translator.ResourceType.CLUSTER;
import static dev.ostia.translator.ResourceType.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A proxy that does not read is sent nothing, and later only what is newest. */
class SlowProxyTest {

  private final List<Update> sent = new ArrayList<>();
  private boolean ready = true;

  private final Session session =
      new Session(
          true,
          "n",
          Harness.options(),
          new SnapshotChanges.Memo(),
          new Session.Outlet() {
            @Override
            public boolean isReady() {
              return ready;
            }

            @Override
            public void send(Update update) {
              sent.add(update);
            }
          },
          new SessionReport(1, "proxy", new XdsListener() {}),
          () -> 0);

  private void request(ResourceType type, String nonce, Set<String> names) {
    session.request(
        type,
        new Request(
            type.typeUrl(), Node.getDefaultInstance(), nonce, null, names, Set.of(), Map.of(), ""));
  }

  @Test
  void nothingIsQueuedWhileItDoesNotRead() {
    request(CLUSTER, "", Set.of());
    request(ENDPOINT, "", Set.of("a"));
    ready = false;
    for (int i = 0; i < 1_000; i++) {
      session.snapshot(sample().with(CLUSTER, "a=v" + i).with(ENDPOINT, "a=v" + i).build());
    }
    assertThat(sent).isEmpty();
    ready = true;
    session.pump();
    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).resources().getFirst().version()).isEqualTo("v999");
    assertThat(sent.get(1).resources().getFirst().version()).isEqualTo("v999");
    session.pump();
    assertThat(sent).hasSize(2);
  }

  @Test
  void afterManySnapshotsInARowItEndsWithTheLast() {
    try (Harness server = new Harness()) {
      DeltaClient client = server.delta();
      client.watch(CLUSTER);
      await().until(() -> server.following.get() == 1);
      Snapshot last = sample().with(CLUSTER, "a=last").build();
      for (int i = 0; i < 1_000; i++) {
        server.publish(sample().with(CLUSTER, "a=v" + i));
      }
      server.publish(last);
      Received received = client.next(CLUSTER);
      while (!received.resources().equals(List.of("a=last"))) {
        client.ack(received);
        received = client.next(CLUSTER);
      }
      client.ack(received);
      client.expectNothing();
    }
  }
}
