package dev.ostia.translator.cluster;

import dev.ostia.translator.cluster.feature.UpstreamTls;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.resolve.EffectiveRule;
import dev.ostia.translator.resolve.EffectiveRule.NamedSubset;
import dev.ostia.translator.secret.SecretReference;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyPortTrafficPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a cluster asks for over SDS, and which field of which rule makes it ask. */
final class UpstreamSecrets {

  private UpstreamSecrets() {}

  static Set<SecretReference> of(ClusterInput input) {
    ClientTLSSettings tls = input.policy().tls();
    List<String> names = UpstreamTls.secretNames(tls);
    EffectiveRule rule = input.rule();
    if (tls == null || rule == null || names.isEmpty()) {
      return Set.of();
    }
    NamedSubset subset = input.subset();
    ConfigObject<?> owner = rule.rules().getFirst();
    Optional<String> path = Optional.empty();
    if (subset != null) {
      owner = subset.rule();
      path = path(subset.trafficPolicy(), subset.field() + ".trafficPolicy", tls);
    }
    if (path.isEmpty() && rule.policy().isPresent()) {
      owner = rule.policy().get().rule();
      path = path(rule.policy().get().policy(), "spec.trafficPolicy", tls);
    }
    Set<SecretReference> references = new HashSet<>();
    for (String name : names) {
      references.add(
          new SecretReference(
              name, owner, path.orElse("spec.trafficPolicy.tls") + ".credentialName"));
    }
    return Set.copyOf(references);
  }

  /** Where these very settings stand in a policy. */
  @SuppressWarnings("ReferenceEquality") // equal settings of another place are not meant
  private static Optional<String> path(
      @Nullable TrafficPolicy policy, String field, ClientTLSSettings tls) {
    if (policy == null) {
      return Optional.empty();
    }
    if (policy.getTls() == tls) {
      return Optional.of(field + ".tls");
    }
    List<TrafficPolicyPortTrafficPolicy> ports = policy.getPortLevelSettings();
    for (int i = 0; ports != null && i < ports.size(); i++) {
      if (ports.get(i) != null && ports.get(i).getTls() == tls) {
        return Optional.of(field + ".portLevelSettings[" + i + "].tls");
      }
    }
    return Optional.empty();
  }
}
