package dev.ostia.translator.cluster.feature;

import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;

/** One thing that a cluster can have. Pure: the same input changes a draft in the same way. */
@FunctionalInterface
public interface ClusterFeature {

  /** Puts it on a cluster, if the input asks for it. */
  void apply(ClusterInput input, ClusterDraft draft);
}
