package dev.ostia.translator;

/** The xDS resource types that Ostia serves, in the order in which a change is sent. */
public enum ResourceType {
  CLUSTER("type.googleapis.com/envoy.config.cluster.v3.Cluster"),
  ENDPOINT("type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment"),
  LISTENER("type.googleapis.com/envoy.config.listener.v3.Listener"),
  SCOPE("type.googleapis.com/envoy.config.route.v3.ScopedRouteConfiguration"),
  ROUTE("type.googleapis.com/envoy.config.route.v3.RouteConfiguration"),
  SECRET("type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret");

  private final String typeUrl;

  ResourceType(String typeUrl) {
    this.typeUrl = typeUrl;
  }

  /** The type URL that Envoy asks with. */
  public String typeUrl() {
    return typeUrl;
  }
}
