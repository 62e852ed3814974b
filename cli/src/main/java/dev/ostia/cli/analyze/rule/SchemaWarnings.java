package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.GatewayReference;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPBodyString;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSProtocol;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Istio's validation takes and warns of (IST0133). */
final class SchemaWarnings implements Rule {

  /** Of a body; ten times as much is refused. */
  private static final int LARGE = 100 * 1024;

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    view.destinationRules().forEach(rule -> ofRule(rule, found));
    view.gateways().forEach(gateway -> ofGateway(gateway, found));
    view.virtualServices().forEach(service -> ofService(service, found));
    view.telemetries().forEach(telemetry -> ofTelemetry(telemetry, found));
    return found;
  }

  private static void ofRule(ConfigObject<DestinationRule> rule, List<Diagnostic> found) {
    var spec = rule.resource().getSpec();
    ofPolicy(rule, "spec.trafficPolicy", spec.getTrafficPolicy(), found);
    List<Subset> subsets = nonNull(spec.getSubsets());
    for (int i = 0; i < subsets.size(); i++) {
      String field = "spec.subsets[" + i + "].trafficPolicy";
      ofPolicy(rule, field, subsets.get(i).getTrafficPolicy(), found);
    }
  }

  private static void ofPolicy(
      ConfigObject<?> rule, String field, @Nullable TrafficPolicy policy, List<Diagnostic> found) {
    if (policy == null) {
      return;
    }
    ofOutliers(rule, field, policy.getOutlierDetection(), found);
    BalancerWarnings.check(
        rule, field, policy.getLoadBalancer(), policy.getOutlierDetection(), found);
    var ports = nonNull(policy.getPortLevelSettings());
    for (int i = 0; i < ports.size(); i++) {
      String port = field + ".portLevelSettings[" + i + "]";
      OutlierDetection outliers = ports.get(i).getOutlierDetection();
      ofOutliers(rule, port, outliers, found);
      BalancerWarnings.check(rule, port, ports.get(i).getLoadBalancer(), outliers, found);
    }
  }

  private static void ofOutliers(
      ConfigObject<?> rule, String field, @Nullable OutlierDetection set, List<Diagnostic> found) {
    if (set != null && set.getConsecutiveErrors() != null) {
      found.add(
          warning(
              rule,
              field + ".outlierDetection.consecutiveErrors",
              "the field is deprecated and not read",
              "Use consecutiveGatewayErrors or consecutive5xxErrors"));
    }
  }

  private static void ofGateway(ConfigObject<Gateway> gateway, List<Diagnostic> found) {
    List<Server> servers = nonNull(gateway.resource().getSpec().getServers());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < servers.size(); i++) {
      String field = "spec.servers[" + i + "]";
      String name = servers.get(i).getName();
      if (name != null && !name.isEmpty() && !names.add(name)) {
        found.add(
            warning(
                gateway,
                field + ".name",
                "another server of the Gateway is called " + name,
                "Give each server a name of its own"));
      }
      ServerTLSSettings tls = servers.get(i).getTls();
      if (tls != null) {
        ofTls(gateway, field + ".tls", tls, found);
      }
    }
  }

  private static void ofTls(
      ConfigObject<Gateway> gateway, String field, ServerTLSSettings tls, List<Diagnostic> found) {
    ServerTLSSettingsTLSProtocol least = tls.getMinProtocolVersion();
    boolean old =
        least == ServerTLSSettingsTLSProtocol.TLSV1_0
            || least == ServerTLSSettingsTLSProtocol.TLSV1_1;
    if (old && nonNull(tls.getCipherSuites()).isEmpty()) {
      found.add(
          warning(
              gateway,
              field + ".minProtocolVersion",
              "the default cipher suites serve no client older than TLS 1.2",
              "Set cipherSuites that old clients have, or require TLSV1_2"));
    }
    if (tls.getMode() == null && tls.getCredentialName() != null) {
      found.add(
          warning(
              gateway,
              field + ".mode",
              "without a mode TLS is passed through, and the certificate is not used",
              "Set mode: SIMPLE to serve the certificate"));
    }
  }

  private static void ofTelemetry(ConfigObject<Telemetry> telemetry, List<Diagnostic> found) {
    var tracing = nonNull(telemetry.resource().getSpec().getTracing());
    for (int i = 0; i < tracing.size(); i++) {
      if (nonNull(tracing.get(i).getProviders()).size() > 1) {
        found.add(
            warning(
                telemetry,
                "spec.tracing[" + i + "].providers[1]",
                "Istio traces to one provider only",
                "Name one provider"));
      }
    }
    if (tracing.size() > 1) {
      found.add(
          warning(
              telemetry,
              "spec.tracing[1]",
              "Istio does not support several rules for tracing in one Telemetry",
              "Make one rule of them"));
    }
  }

  /** The name of a Gateway as a host name, which Istio's validation advises against. */
  private static void ofGatewayNames(ConfigObject<VirtualService> service, List<Diagnostic> found) {
    List<String> names = nonNull(service.resource().getSpec().getGateways());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.contains(".") && !name.contains("/")) {
        found.add(
            warning(
                service,
                "spec.gateways[" + i + "]",
                "%s is the old form of a Gateway's name".formatted(name),
                "Write " + GatewayReference.qualify(name, service.key().namespace())));
      }
    }
  }

  private static void ofService(ConfigObject<VirtualService> service, List<Diagnostic> found) {
    ofGatewayNames(service, found);
    List<HTTPRoute> routes = nonNull(service.resource().getSpec().getHttp());
    for (int i = 0; i < routes.size(); i++) {
      if (routes.get(i).getMirrorPercent() != null) {
        found.add(
            warning(
                service,
                "spec.http[" + i + "].mirrorPercent",
                "the field is deprecated",
                "Use mirrorPercentage"));
      }
      var answer = routes.get(i).getDirectResponse();
      boolean large =
          answer != null
              && answer.getBody() != null
              && answer.getBody().getSpecifier() instanceof HTTPBodyString body
              && body.getString() != null
              && body.getString().getBytes(StandardCharsets.UTF_8).length > LARGE;
      if (large) {
        found.add(
            warning(
                service,
                "spec.http[" + i + "].directResponse.body",
                "a body of more than 100 KiB makes every push large",
                "Let a backend answer with it"));
      }
    }
  }

  static Diagnostic warning(ConfigObject<?> object, String field, String message, String advice) {
    return Diagnostic.of(DiagnosticCode.SCHEMA_WARNING, object, field, message, advice);
  }

  private static <T> List<T> nonNull(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
