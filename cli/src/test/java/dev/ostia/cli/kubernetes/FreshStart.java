package dev.ostia.cli.kubernetes;

import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;

/** What a control plane that has just been started makes of the cluster. */
final class FreshStart {

  private FreshStart() {}

  /** The version of what it gives to the default gateway: a hash over all resources. */
  static String version(TestCluster cluster) throws Exception {
    try (KubernetesClient client = ClusterClient.connect(cluster.config());
        ControlPlane controlPlane = RunningGateway.readOnly(client)) {
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress("127.0.0.1", controlPlane.xdsPort())
              .usePlaintext()
              .maxInboundMessageSize(64 << 20)
              .build();
      try {
        StreamObserver<DeltaDiscoveryRequest> requests =
            AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(nobody());
        Node node = EnvoyBootstrap.of(BootstrapOptions.DEFAULT).getNode();
        requests.onNext(
            DeltaDiscoveryRequest.newBuilder()
                .setNode(node)
                .setTypeUrl(ResourceType.CLUSTER.typeUrl())
                .build());
        await().atMost(TestCluster.LONG).until(() -> !controlPlane.groups().isEmpty());
        return controlPlane.groups().iterator().next().snapshot().version();
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static StreamObserver<DeltaDiscoveryResponse> nobody() {
    return new StreamObserver<>() {
      @Override
      public void onNext(DeltaDiscoveryResponse response) {}

      @Override
      public void onError(Throwable thrown) {}

      @Override
      public void onCompleted() {}
    };
  }
}
