package dev.ostia.translator.cluster.feature;

import java.util.List;

/** All features, in the order in which they are put on a cluster. */
public final class ClusterFeatures {

  /** The order matters where a feature looks at what another one chose, as TLS does for HTTP/2. */
  public static final List<ClusterFeature> ALL =
      List.of(
          new UpstreamProtocol(),
          new LoadBalancing(),
          new CircuitBreaking(),
          new Connections(),
          new PassiveHealth(),
          new UpstreamTls(),
          new UpstreamProxyProtocol());

  private ClusterFeatures() {}
}
