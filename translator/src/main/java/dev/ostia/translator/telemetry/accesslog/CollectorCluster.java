package dev.ostia.translator.telemetry.accesslog;

import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.GrpcService.EnvoyGrpc;

/**
 * Where logs or spans are sent to.
 *
 * @param name of the cluster
 * @param hostname of the service
 */
public record CollectorCluster(String name, String hostname) {

  /** The cluster as a gRPC service. */
  public GrpcService grpc() {
    return GrpcService.newBuilder()
        .setEnvoyGrpc(EnvoyGrpc.newBuilder().setClusterName(name).setAuthority(hostname))
        .build();
  }
}
