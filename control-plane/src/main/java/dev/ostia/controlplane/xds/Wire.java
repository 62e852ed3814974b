package dev.ostia.controlplane.xds;

import com.google.protobuf.MessageLite;
import dev.ostia.controlplane.snapshot.VersionedResource;
import io.envoyproxy.envoy.config.core.v3.ControlPlane;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;

/**
 * How requests and responses of a protocol look on the wire.
 *
 * @param <Q> request
 * @param <R> response
 */
sealed interface Wire<Q, R extends MessageLite> {

  boolean delta();

  Request read(Q request);

  R write(Update update);

  /** The incremental protocol. */
  record Delta(ControlPlane controlPlane)
      implements Wire<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {

    @Override
    public boolean delta() {
      return true;
    }

    @Override
    public Request read(DeltaDiscoveryRequest request) {
      return Request.of(request);
    }

    @Override
    public DeltaDiscoveryResponse write(Update update) {
      DeltaDiscoveryResponse.Builder response =
          DeltaDiscoveryResponse.newBuilder()
              .setTypeUrl(update.type().typeUrl())
              .setNonce(update.nonce())
              .setSystemVersionInfo(update.snapshotVersion())
              .setControlPlane(controlPlane)
              .addAllRemovedResources(update.removed());
      for (VersionedResource resource : update.resources()) {
        response.addResources(
            Resource.newBuilder()
                .setName(resource.name())
                .setVersion(resource.version())
                .setResource(resource.packed()));
      }
      return response.build();
    }
  }

  /** The state-of-the-world protocol. */
  record Sotw(ControlPlane controlPlane) implements Wire<DiscoveryRequest, DiscoveryResponse> {

    @Override
    public boolean delta() {
      return false;
    }

    @Override
    public Request read(DiscoveryRequest request) {
      return Request.of(request);
    }

    @Override
    public DiscoveryResponse write(Update update) {
      DiscoveryResponse.Builder response =
          DiscoveryResponse.newBuilder()
              .setTypeUrl(update.type().typeUrl())
              .setNonce(update.nonce())
              .setVersionInfo(update.typeVersion())
              .setControlPlane(controlPlane);
      update.resources().forEach(resource -> response.addResources(resource.packed()));
      return response.build();
    }
  }
}
