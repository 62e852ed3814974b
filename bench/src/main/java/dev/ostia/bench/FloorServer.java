package dev.ostia.bench;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A bare ADS server that sends ready-made resources and does nothing else: what Envoy itself needs
 * for a change, the floor that no control plane gets below.
 */
final class FloorServer extends AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase
    implements AutoCloseable {

  private final Map<String, Map<String, Any>> resources;
  private final Server server;
  private long sent;
  private @Nullable StreamObserver<DeltaDiscoveryResponse> stream;

  /**
   * Starts to serve.
   *
   * @param resources by type URL, then by name
   */
  FloorServer(Map<String, Map<String, Any>> resources) throws IOException {
    this.resources = resources;
    this.server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  /** Sends one resource to the Envoy that is connected. */
  synchronized void push(String typeUrl, String name, Any resource) {
    if (stream == null) {
      throw new IllegalStateException("no Envoy is connected");
    }
    send(stream, typeUrl, Map.of(name, resource));
  }

  @Override
  public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
      StreamObserver<DeltaDiscoveryResponse> responses) {
    synchronized (this) {
      stream = responses;
    }
    Map<String, Boolean> wildcards = new ConcurrentHashMap<>();
    return new StreamObserver<>() {
      @Override
      public void onNext(DeltaDiscoveryRequest request) {
        if (request.hasErrorDetail()) {
          throw new IllegalStateException("NACK: " + request.getErrorDetail().getMessage());
        }
        Map<String, Any> all = resources.getOrDefault(request.getTypeUrl(), Map.of());
        Map<String, Any> wanted = new ConcurrentHashMap<>();
        for (String name : request.getResourceNamesSubscribeList()) {
          if (all.containsKey(name)) {
            wanted.put(name, all.get(name));
          }
        }
        boolean first = wildcards.put(request.getTypeUrl(), true) == null;
        if (first && request.getResourceNamesSubscribeCount() == 0) {
          wanted.putAll(all);
        }
        if (!wanted.isEmpty() || (first && all.isEmpty())) {
          send(responses, request.getTypeUrl(), wanted);
        }
      }

      @Override
      public void onError(Throwable error) {}

      @Override
      public void onCompleted() {
        responses.onCompleted();
      }
    };
  }

  private synchronized void send(
      StreamObserver<DeltaDiscoveryResponse> to, String typeUrl, Map<String, Any> some) {
    sent++;
    DeltaDiscoveryResponse.Builder response =
        DeltaDiscoveryResponse.newBuilder().setTypeUrl(typeUrl).setNonce(Long.toString(sent));
    some.forEach(
        (name, any) ->
            response.addResources(
                Resource.newBuilder()
                    .setName(name)
                    .setVersion(Long.toString(sent))
                    .setResource(any)));
    to.onNext(response.build());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
