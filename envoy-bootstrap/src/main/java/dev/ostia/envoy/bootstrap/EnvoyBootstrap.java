package dev.ostia.envoy.bootstrap;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.bootstrap.v3.Admin;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;

/**
 * The static configuration of a gateway's Envoy: who it is, where its control plane is, and the
 * ports that Istio's gateways have whatever the control plane says. Everything else comes over ADS.
 */
public final class EnvoyBootstrap {

  private EnvoyBootstrap() {}

  /** The bootstrap for these options. */
  public static Bootstrap of(BootstrapOptions options) {
    Bootstrap.Builder bootstrap =
        Bootstrap.newBuilder()
            .setNode(node(options.identity()))
            .setDynamicResources(XdsConnection.dynamicResources(options.protocol()))
            .setAdmin(admin(options.admin()))
            .setLayeredRuntime(ServerDefaults.runtime())
            .setOverloadManager(ServerDefaults.overloadManager(options.maxConnections()))
            .setStatsConfig(Stats.config())
            .setDeferredStatOptions(Stats.deferred())
            // Nothing is pushed to a stats sink, so nothing has to be gathered every five seconds.
            .setStatsFlushOnAdmin(true);
    bootstrap
        .getStaticResourcesBuilder()
        .addClusters(XdsConnection.cluster(options.xds(), options.xdsTls()));
    StatusListeners.addTo(bootstrap.getStaticResourcesBuilder(), options);
    return bootstrap.build();
  }

  /** The node as Istio's agent describes it; the control plane reads NAMESPACE and LABELS. */
  private static Node node(GatewayIdentity identity) {
    Struct.Builder labels = Struct.newBuilder();
    identity.labels().forEach((key, value) -> labels.putFields(key, text(value)));
    Struct.Builder metadata =
        Struct.newBuilder()
            .putFields("CLUSTER_ID", text("Kubernetes"))
            .putFields("LABELS", Value.newBuilder().setStructValue(labels).build())
            .putFields("NAME", text(identity.name()))
            .putFields("NAMESPACE", text(identity.namespace()));
    Node.Builder node =
        Node.newBuilder()
            .setId(identity.nodeId())
            .setCluster(identity.nodeCluster())
            .setMetadata(metadata);
    if (!identity.locality().isEmpty()) {
      node.setLocality(locality(identity.locality()));
    }
    return node.build();
  }

  private static Locality locality(String text) {
    String[] parts = text.split("/", 3);
    return Locality.newBuilder()
        .setRegion(parts[0])
        .setZone(parts.length > 1 ? parts[1] : "")
        .setSubZone(parts.length > 2 ? parts[2] : "")
        .build();
  }

  private static Admin admin(HostPort address) {
    return Admin.newBuilder()
        .setAddress(Addresses.socket(address))
        // Looking at an Envoy that has all the connections it may have must still be possible.
        .setIgnoreGlobalConnLimit(true)
        .build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
