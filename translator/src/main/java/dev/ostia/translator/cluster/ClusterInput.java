package dev.ostia.translator.cluster;

import dev.ostia.translator.cluster.feature.UpstreamTls;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.endpoint.Assignments;
import dev.ostia.translator.endpoint.Endpoint;
import dev.ostia.translator.endpoint.LocalityRules;
import dev.ostia.translator.endpoint.ServiceEndpoints;
import dev.ostia.translator.resolve.BackendPort;
import dev.ostia.translator.resolve.BackendService;
import dev.ostia.translator.resolve.ClusterName;
import dev.ostia.translator.resolve.EffectivePolicy;
import dev.ostia.translator.resolve.EffectiveRule;
import dev.ostia.translator.resolve.EffectiveRule.NamedSubset;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a cluster and its assignment are made from. Two inputs whose parts are the same
 * instances give the same result.
 *
 * @param rule the DestinationRules that apply; null for none
 * @param subset null for the whole service
 * @param proxy the proxy that gets it
 */
public record ClusterInput(
    ClusterName name,
    BackendService service,
    BackendPort port,
    @Nullable EffectiveRule rule,
    @Nullable NamedSubset subset,
    ServiceEndpoints endpoints,
    MeshConfig mesh,
    Proxy proxy) {

  /** The labels that endpoints need to have; empty for all. */
  public Map<String, String> subsetLabels() {
    return subset == null ? Map.of() : subset.labels();
  }

  // Identity is what tells cheaply that nothing changed.
  @SuppressWarnings("ReferenceEquality")
  boolean same(ClusterInput other) {
    return endpoints == other.endpoints && sameButEndpoints(other);
  }

  /** The traffic policy of this port and subset, as far as it counts for the cluster. */
  public EffectivePolicy policy() {
    return name.serverName() ? asked().passedThrough() : asked();
  }

  private EffectivePolicy asked() {
    return EffectivePolicy.of(rule, subset, port.number()).or(service).or(mesh.upstreamDefaults());
  }

  /** The endpoints that may be connected to, whether or not the cluster selects them. */
  List<Endpoint> reachable() {
    ClientTLSSettings tls = asked().tls();
    if (name.serverName()) {
      return SidecarEndpoints.of(endpoints.endpoints(), tls);
    }
    // Without the TLS that is asked for nothing may be sent.
    return UpstreamTls.isUnsupported(tls) ? List.of() : endpoints.endpoints();
  }

  /** Which endpoints make up the cluster. */
  Assignments.Selection selection() {
    EffectivePolicy policy = policy();
    OutlierDetection outlier = policy.outlierDetection();
    boolean spareUnhealthy =
        outlier != null
            && outlier.getMinHealthPercent() != null
            && outlier.getMinHealthPercent() > 0;
    LocalityPolicy localities = LocalityPolicy.of(this, policy);
    return new Assignments.Selection(
        port.name(),
        subsetLabels(),
        localities.preferred() || !spareUnhealthy,
        new LocalityRules(proxy, localities.setting(), localities.failover()));
  }

  ClusterInput with(ServiceEndpoints newEndpoints) {
    return new ClusterInput(name, service, port, rule, subset, newEndpoints, mesh, proxy);
  }

  /** Whether all but the endpoints are the same. */
  boolean sameButEndpoints(ClusterInput other) {
    return service == other.service && rule == other.rule && mesh.equals(other.mesh);
  }
}
