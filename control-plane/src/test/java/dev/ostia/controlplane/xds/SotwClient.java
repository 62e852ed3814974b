package dev.ostia.controlplane.xds;

import com.google.rpc.Status;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The state-of-the-world protocol, as Envoy speaks it. */
final class SotwClient extends ScriptedClient {

  private final StreamObserver<DiscoveryRequest> requests;
  private final Map<String, Set<String>> names = new HashMap<>();
  private final Map<String, String> nonces = new HashMap<>();
  private final Map<String, String> versions = new HashMap<>();
  private boolean introduced;

  SotwClient(Channel channel, String nodeId) {
    super(nodeId);
    this.requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .streamAggregatedResources(observer(SotwClient::read));
  }

  private static Received read(DiscoveryResponse response) {
    return new Received(
        response.getTypeUrl(),
        response.getNonce(),
        response.getResourcesList().stream().map(Sample::read).toList(),
        List.of(),
        response.getVersionInfo(),
        response.getControlPlane().getIdentifier());
  }

  /** Sends a request as it is, with the node if it is the first. */
  void send(DiscoveryRequest.Builder request) {
    if (!introduced) {
      introduced = true;
      request.setNode(node);
    }
    requests.onNext(request.build());
  }

  static DiscoveryRequest.Builder request(ResourceType type) {
    return DiscoveryRequest.newBuilder().setTypeUrl(type.typeUrl());
  }

  private DiscoveryRequest.Builder current(String typeUrl) {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(typeUrl)
        .addAllResourceNames(names.getOrDefault(typeUrl, Set.of()))
        .setResponseNonce(nonces.getOrDefault(typeUrl, ""))
        .setVersionInfo(versions.getOrDefault(typeUrl, ""));
  }

  @Override
  void watch(ResourceType type, String... added) {
    names.computeIfAbsent(type.typeUrl(), t -> new TreeSet<>()).addAll(List.of(added));
    send(current(type.typeUrl()));
  }

  /** The first request of a type after a reconnect. */
  void resume(ResourceType type, String version, String... added) {
    versions.put(type.typeUrl(), version);
    watch(type, added);
  }

  @Override
  void unwatch(ResourceType type, String... removed) {
    names.computeIfAbsent(type.typeUrl(), t -> new TreeSet<>()).removeAll(List.of(removed));
    send(current(type.typeUrl()));
  }

  @Override
  void ack(Received response) {
    nonces.put(response.typeUrl(), response.nonce());
    versions.put(response.typeUrl(), response.version());
    send(current(response.typeUrl()));
  }

  @Override
  void nack(Received response, String error) {
    nonces.put(response.typeUrl(), response.nonce());
    send(
        current(response.typeUrl())
            .setErrorDetail(Status.newBuilder().setCode(13).setMessage(error)));
  }

  @Override
  boolean isDelta() {
    return false;
  }

  @Override
  void close() {
    requests.onCompleted();
  }
}
