package dev.ostia.translator.cluster;

import dev.ostia.translator.cluster.feature.UpstreamProtocol;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.EffectivePolicy;
import dev.ostia.translator.resolve.EffectiveRule.TopPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettings;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.ArrayList;
import java.util.List;

/** Settings of HTTP/2 on a cluster to which HTTP/1.1 is spoken. */
final class ProtocolChecks {

  private ProtocolChecks() {}

  @SuppressWarnings(
      "ReferenceEquality") // the same instance means that no port or subset has its own
  static List<Diagnostic> of(ClusterInput input) {
    TopPolicy top = input.rule() == null ? null : input.rule().policy().orElse(null);
    EffectivePolicy policy = input.policy();
    // What a port or a subset says is not told apart here; only the plain case is spoken of.
    if (top == null
        || policy.connectionPool() == null
        || !policy.connectionPool().equals(top.policy().getConnectionPool())
        || policy.connectionPool().getHttp() == null
        || UpstreamProtocol.isHttp2(input, policy)) {
      return List.of();
    }
    ConnectionPoolSettingsHTTPSettings http = policy.connectionPool().getHttp();
    List<Diagnostic> found = new ArrayList<>(0);
    if (http.getMaxConcurrentStreams() != null) {
      found.add(notHonoured(top.rule(), "maxConcurrentStreams", input));
    }
    if (http.getAdditionalProperties().containsKey("http2KeepAlive")) {
      found.add(notHonoured(top.rule(), "http2KeepAlive", input));
    }
    return found;
  }

  private static Diagnostic notHonoured(
      ConfigObject<DestinationRule> rule, String field, ClusterInput input) {
    return Diagnostic.of(
        DiagnosticCode.NOT_HONOURED,
        rule,
        "spec.trafficPolicy.connectionPool.http." + field,
        "port %d of %s is not spoken to in HTTP/2 alone"
            .formatted(input.port().number(), input.service().hostname()),
        "Name the port's protocol http2 or grpc, or set h2UpgradePolicy: UPGRADE");
  }
}
