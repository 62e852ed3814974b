package dev.ostia.controlplane.xds;

import static dev.ostia.controlplane.xds.Sample.sample;
import static dev.ostia.translator.ResourceType.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ResourceType;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the port serves beside ADS, and ADS with much to send. */
class XdsServerTest {

  private final Harness server = new Harness();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void healthFollowsWhatIsSet() {
    assertThat(health("")).isEqualTo(ServingStatus.NOT_SERVING);
    server.server.setServing(true);
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("envoy.service.discovery.v3.AggregatedDiscoveryService"))
        .isEqualTo(ServingStatus.SERVING);
  }

  private ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(server.channel)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  @Test
  void reflectionListsTheServices() throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(server.channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable error) {
                    answer.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());
    List<String> services =
        answer.get(20, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
            .map(service -> service.getName())
            .toList();
    requests.onCompleted();
    assertThat(services)
        .contains(
            "envoy.service.discovery.v3.AggregatedDiscoveryService",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection");
  }

  @Test
  void oneChangeAmongManyResourcesIsOneResourceOnTheWire() {
    Sample many = sample();
    String[] expected = new String[20_000];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = "c%05d=v1".formatted(i);
    }
    server.publish(many.with(CLUSTER, expected));
    DeltaClient client = server.delta();
    client.watch(CLUSTER);
    client.ack(client.expect(CLUSTER, expected));
    String[] changed = expected.clone();
    changed[12_345] = "c12345=v2";
    server.publish(sample().with(CLUSTER, changed));
    client.expectAndAck(CLUSTER, "c12345=v2");
    client.expectNothing();
  }

  @Test
  void theStatusTableShowsWhatWasSentTakenAndRefused() {
    XdsStatus status = new XdsStatus(() -> Instant.EPOCH);
    String url = ResourceType.ROUTE.typeUrl();
    status.onConnect(7, "proxy", "127.0.0.1:4", true);
    status.onSend(7, "proxy", url, Set.of("http"), "s1", 100);
    status.onAck(7, "proxy", url, "s1");
    status.onSend(7, "proxy", url, Set.of("http"), "s2", 200);
    status.onNack(7, "proxy", url, Set.of("http"), "no such cluster");

    StreamStatus stream = status.streams().getFirst();
    assertThat(stream.nodeId()).isEqualTo("proxy");
    TypeStatus type = stream.types().get(url);
    assertThat(type)
        .isEqualTo(
            new TypeStatus(
                "s2",
                Instant.EPOCH,
                "s1",
                Instant.EPOCH,
                new Refusal("s2", List.of("http"), 1, "no such cluster", Instant.EPOCH),
                2,
                300,
                1));

    status.onNackCleared(7, "proxy", url);
    status.onSettled(7, "proxy", "s3");
    StreamStatus later = status.streams().getFirst();
    assertThat(later.settledVersion()).isEqualTo("s3");
    assertThat(stream.settledVersion()).isNull();
    status.onDisconnect(7, "proxy");
    status.onAck(7, "proxy", url, "s3");
    assertThat(status.streams()).isEmpty();
  }
}
