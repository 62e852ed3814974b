package dev.ostia.bench;

import com.google.protobuf.Any;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes down what a control plane sends to the default ingress gateway, for the floor to replay.
 */
final class AdsRecorder implements AutoCloseable {

  static final String CLUSTER = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
  static final String ENDPOINT =
      "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";
  static final String LISTENER = "type.googleapis.com/envoy.config.listener.v3.Listener";
  static final String ROUTE = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";

  static final String SECRET =
      "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret";

  private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

  private static final int MOST_SECONDS = 300;

  private final ManagedChannel channel;
  private final BlockingQueue<DeltaDiscoveryResponse> responses = new LinkedBlockingQueue<>();
  private final StreamObserver<DeltaDiscoveryRequest> requests;

  private AdsRecorder(ManagedChannel channel) {
    this.channel = channel;
    requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .deltaAggregatedResources(
                new StreamObserver<>() {
                  @Override
                  public void onNext(DeltaDiscoveryResponse response) {
                    responses.add(response);
                  }

                  @Override
                  public void onError(Throwable error) {}

                  @Override
                  public void onCompleted() {}
                });
  }

  /**
   * All resources of the gateway, by type URL and name.
   *
   * @param routeName the route configuration that its listener names
   */
  static Map<String, Map<String, Any>> record(int xdsPort, String routeName)
      throws InterruptedException {
    return record(xdsPort, List.of(routeName), List.of());
  }

  /**
   * All resources of the gateway, by type URL and name.
   *
   * @param routeNames the route configurations that its listeners name
   * @param secretNames the secrets that they name
   */
  static Map<String, Map<String, Any>> record(
      int xdsPort, Collection<String> routeNames, Collection<String> secretNames)
      throws InterruptedException {
    try (AdsRecorder recorder = connect(xdsPort)) {
      return recorder.all(routeNames, secretNames);
    }
  }

  /** A client that asks for nothing yet. */
  static AdsRecorder connect(int xdsPort) {
    return new AdsRecorder(
        NettyChannelBuilder.forAddress("127.0.0.1", xdsPort)
            .usePlaintext()
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build());
  }

  /** Asks for all resources, and follows them from then on. */
  Map<String, Map<String, Any>> all(Collection<String> routeNames, Collection<String> secretNames)
      throws InterruptedException {
    Map<String, Map<String, Any>> all = new LinkedHashMap<>();
    Map<String, Any> clusters = fetch(CLUSTER, List.of());
    all.put(CLUSTER, clusters);
    if (!clusters.isEmpty()) {
      all.put(ENDPOINT, fetch(ENDPOINT, clusters.keySet()));
    }
    all.put(LISTENER, fetch(LISTENER, List.of()));
    all.put(ROUTE, fetch(ROUTE, routeNames));
    if (!secretNames.isEmpty()) {
      all.put(SECRET, fetch(SECRET, secretNames));
    }
    return all;
  }

  private Map<String, Any> fetch(String typeUrl, Collection<String> names)
      throws InterruptedException {
    requests.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setNode(gateway())
            .setTypeUrl(typeUrl)
            .addAllResourceNamesSubscribe(names)
            .build());
    Map<String, Any> result = new LinkedHashMap<>();
    await(typeUrl).getResourcesList().forEach(r -> result.put(r.getName(), r.getResource()));
    return result;
  }

  /** The next response of this type; those of others that come before it are ACKed too. */
  DeltaDiscoveryResponse await(String typeUrl) throws InterruptedException {
    while (true) {
      DeltaDiscoveryResponse response = responses.poll(MOST_SECONDS, TimeUnit.SECONDS);
      if (response == null) {
        throw new IllegalStateException("the control plane sent no " + typeUrl);
      }
      acknowledge(response);
      if (response.getTypeUrl().equals(typeUrl)) {
        return response;
      }
    }
  }

  /** What comes until nothing has come for so long. */
  List<DeltaDiscoveryResponse> until(Duration quiet) throws InterruptedException {
    List<DeltaDiscoveryResponse> all = new ArrayList<>();
    DeltaDiscoveryResponse response = responses.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
    while (response != null) {
      acknowledge(response);
      all.add(response);
      response = responses.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
    }
    return all;
  }

  private void acknowledge(DeltaDiscoveryResponse response) {
    requests.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(response.getTypeUrl())
            .setResponseNonce(response.getNonce())
            .build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static Node gateway() {
    return Node.newBuilder()
        .setId("router~127.0.0.1~recorder.istio-system~istio-system.svc.cluster.local")
        .setMetadata(
            Struct.newBuilder()
                .putFields("NAMESPACE", text("istio-system"))
                .putFields(
                    "LABELS",
                    Value.newBuilder()
                        .setStructValue(
                            Struct.newBuilder()
                                .putFields("app", text("istio-ingressgateway"))
                                .putFields("istio", text("ingressgateway")))
                        .build()))
        .build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
