package dev.ostia.controlplane.xds;

import com.google.protobuf.MessageLite;
import io.envoyproxy.envoy.config.core.v3.ControlPlane;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Aggregated discovery in both protocols. */
final class AdsService extends AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase {

  private final StreamContext context;
  private final Wire.Delta delta;
  private final Wire.Sotw sotw;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, AdsStream<?, ?>> streams = new ConcurrentHashMap<>();

  AdsService(StreamContext context) {
    this.context = context;
    ControlPlane controlPlane =
        ControlPlane.newBuilder().setIdentifier(context.options().identifier()).build();
    this.delta = new Wire.Delta(controlPlane);
    this.sotw = new Wire.Sotw(controlPlane);
  }

  @Override
  public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
      StreamObserver<DeltaDiscoveryResponse> out) {
    return open(delta, out);
  }

  @Override
  public StreamObserver<DiscoveryRequest> streamAggregatedResources(
      StreamObserver<DiscoveryResponse> out) {
    return open(sotw, out);
  }

  private <Q, R extends MessageLite> StreamObserver<Q> open(
      Wire<Q, R> wire, StreamObserver<R> out) {
    long id = lastId.incrementAndGet();
    AdsStream<Q, R> stream =
        new AdsStream<>(
            id,
            PeerInterceptor.currentPeer(),
            wire,
            context,
            (ServerCallStreamObserver<R>) out,
            () -> streams.remove(id));
    streams.put(id, stream);
    return stream;
  }

  /** Ends all streams; the proxies will connect again, to this or to another control plane. */
  void close() {
    Status status = Status.UNAVAILABLE.withDescription("the control plane is stopping");
    streams.values().forEach(stream -> stream.close(status));
  }
}
