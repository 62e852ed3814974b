package dev.ostia.controlplane.xds;

import com.google.rpc.Status;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;

/** The incremental protocol, as Envoy speaks it. */
final class DeltaClient extends ScriptedClient {

  private final StreamObserver<DeltaDiscoveryRequest> requests;
  private boolean introduced;

  DeltaClient(Channel channel, String nodeId) {
    super(nodeId);
    this.requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .deltaAggregatedResources(observer(DeltaClient::read));
  }

  private static Received read(DeltaDiscoveryResponse response) {
    return new Received(
        response.getTypeUrl(),
        response.getNonce(),
        response.getResourcesList().stream().map(r -> Sample.read(r.getResource())).toList(),
        List.copyOf(response.getRemovedResourcesList()),
        "",
        response.getControlPlane().getIdentifier());
  }

  /** Sends a request as it is, with the node if it is the first. */
  void send(DeltaDiscoveryRequest.Builder request) {
    if (!introduced) {
      introduced = true;
      request.setNode(node);
    }
    requests.onNext(request.build());
  }

  /** Sends a request as it is, without the node. */
  void sendWithoutNode(DeltaDiscoveryRequest.Builder request) {
    requests.onNext(request.build());
  }

  static DeltaDiscoveryRequest.Builder request(ResourceType type) {
    return DeltaDiscoveryRequest.newBuilder().setTypeUrl(type.typeUrl());
  }

  @Override
  void watch(ResourceType type, String... names) {
    send(request(type).addAllResourceNamesSubscribe(List.of(names)));
  }

  /** The first request of a type after a reconnect. */
  void resume(ResourceType type, Map<String, String> versions, String... names) {
    send(
        request(type)
            .addAllResourceNamesSubscribe(List.of(names))
            .putAllInitialResourceVersions(versions));
  }

  @Override
  void unwatch(ResourceType type, String... names) {
    send(request(type).addAllResourceNamesUnsubscribe(List.of(names)));
  }

  @Override
  void ack(Received response) {
    send(
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(response.typeUrl())
            .setResponseNonce(response.nonce()));
  }

  @Override
  void nack(Received response, String error) {
    send(
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(response.typeUrl())
            .setResponseNonce(response.nonce())
            .setErrorDetail(Status.newBuilder().setCode(13).setMessage(error)));
  }

  @Override
  boolean isDelta() {
    return true;
  }

  @Override
  void close() {
    requests.onCompleted();
  }
}
