package dev.ostia.translator.cluster.feature;

import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;

/** How an endpoint is chosen; Istio's default is the one with the least requests. */
final class LoadBalancing implements ClusterFeature {

  @Override
  public void apply(ClusterInput input, ClusterDraft draft) {
    draft.cluster().setLbPolicy(LbPolicy.LEAST_REQUEST);
  }
}
