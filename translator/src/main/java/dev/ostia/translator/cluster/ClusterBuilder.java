package dev.ostia.translator.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.translator.cluster.feature.ClusterFeature;
import dev.ostia.translator.cluster.feature.ClusterFeatures;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.endpoint.Assignments;
import dev.ostia.translator.resolve.BackendService.Resolution;
import dev.ostia.translator.resolve.EffectivePolicy;
import dev.ostia.translator.resolve.ProtoDurations;
import dev.ostia.translator.resolve.StatNames;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;

/** One destination to one Envoy cluster. */
final class ClusterBuilder {

  // Envoy waits for endpoints as long as it takes; without this it would give up after 15 s.
  private static final ConfigSource ADS =
      ConfigSource.newBuilder()
          .setAds(AggregatedConfigSource.getDefaultInstance())
          .setInitialFetchTimeout(Duration.getDefaultInstance())
          .setResourceApiVersion(ApiVersion.V3)
          .build();

  private ClusterBuilder() {}

  /** Whether its endpoints come by EDS. */
  static boolean isEds(ClusterInput input) {
    return !isDns(input.service().resolution());
  }

  private static boolean isDns(Resolution resolution) {
    return resolution == Resolution.DNS || resolution == Resolution.DNS_ROUND_ROBIN;
  }

  static Cluster build(ClusterInput input) {
    String name = input.name().toString();
    Cluster.Builder cluster = Cluster.newBuilder().setName(name);
    // The semicolon ends the name where Envoy makes statistics' names of it.
    cluster.setAltStatName(
        StatNames.of(
                input.mesh().upstreamDefaults().statName(),
                input.name(),
                input.service(),
                input.port())
            + ";");
    cluster.setConnectTimeout(ProtoDurations.of(input.mesh().connectTimeout()));
    if (isEds(input)) {
      cluster.setType(Cluster.DiscoveryType.EDS);
      cluster.getEdsClusterConfigBuilder().setEdsConfig(ADS).setServiceName(name);
    } else {
      addDns(input, cluster);
    }
    // Never spread traffic over endpoints that are not ready.
    cluster.getCommonLbConfigBuilder().getHealthyPanicThresholdBuilder();
    ClusterDraft draft = new ClusterDraft(cluster);
    EffectivePolicy policy = input.policy();
    for (ClusterFeature feature : ClusterFeatures.ALL) {
      feature.apply(input, policy, draft);
    }
    if (input.rule() != null) {
      addConfig(input.rule().rules().getFirst().key(), cluster);
    }
    return draft.build();
  }

  // Envoy offers a typed cluster for DNS as well; all versions that Ostia supports read this one.
  @SuppressWarnings("deprecation")
  private static void addDns(ClusterInput input, Cluster.Builder cluster) {
    boolean single = input.service().resolution() == Resolution.DNS_ROUND_ROBIN;
    ClusterLoadAssignment assignment =
        Assignments.ofNames(
            cluster.getName(),
            input.reachable(),
            input.selection(),
            single ? 1 : Integer.MAX_VALUE);
    // LOGICAL_DNS must have exactly one name; a cluster without any may as well be STRICT_DNS.
    boolean logical = single && assignment.getEndpointsCount() > 0;
    cluster
        .setType(logical ? Cluster.DiscoveryType.LOGICAL_DNS : Cluster.DiscoveryType.STRICT_DNS)
        .setDnsLookupFamily(Cluster.DnsLookupFamily.V4_ONLY)
        .setRespectDnsTtl(true)
        .setDnsRefreshRate(ProtoDurations.of(input.mesh().upstreamDefaults().dnsRefreshRate()))
        .setLoadAssignment(assignment);
  }

  /** The path by which istioctl finds the rule of a cluster. */
  private static void addConfig(ObjectKey rule, Cluster.Builder cluster) {
    String path =
        "/apis/networking.istio.io/v1/namespaces/"
            + rule.namespace()
            + "/destination-rule/"
            + rule.name();
    cluster
        .getMetadataBuilder()
        .putFilterMetadata(
            "istio",
            Struct.newBuilder()
                .putFields("config", Value.newBuilder().setStringValue(path).build())
                .build());
  }
}
