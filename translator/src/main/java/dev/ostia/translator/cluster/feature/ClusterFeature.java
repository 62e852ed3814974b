package dev.ostia.translator.cluster.feature;

import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.resolve.EffectivePolicy;

/** One thing that a cluster can have. Pure: the same input changes a draft in the same way. */
@FunctionalInterface
public interface ClusterFeature {

  /**
   * Puts it on a cluster, if it is asked for.
   *
   * @param policy the traffic policy of this port and subset
   */
  void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft);
}
