package dev.ostia.translator.route;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.BoundVirtualService;
import dev.ostia.translator.resolve.GatewayBindings;
import dev.ostia.translator.resolve.GatewayReference;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.resolve.ServerHost;
import dev.ostia.translator.resolve.ServerKind;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be said of a VirtualService before its rules are read: does anything lead to it? */
final class VirtualServiceChecks {

  private final Map<ObjectKey, List<Diagnostic>> diagnostics = new HashMap<>();
  private Map<ObjectKey, ConfigObject<?>> gateways = Map.of();
  private Map<String, List<ServerHost>> hostsOfGateway = Map.of();
  private Map<String, Set<ServerKind>> kinds = Map.of();

  /** Checks the changed VirtualServices, or all of them if Gateways changed. */
  @SuppressWarnings("ReferenceEquality") // the same map means that nothing of the kind changed
  void update(
      ConfigView view,
      Map<ObjectKey, BoundVirtualService> bound,
      Set<ObjectKey> changed,
      GatewayBindings bindings) {
    Map<String, Set<ServerKind>> now = new HashMap<>();
    bindings.listeners().stream()
        .flatMap(listener -> listener.servers().stream())
        .forEach(
            server ->
                now.computeIfAbsent(server.gatewayName(), g -> EnumSet.noneOf(ServerKind.class))
                    .add(server.kind()));
    if (gateways == view.kind(Kind.GATEWAY) && now.equals(kinds)) {
      changed.forEach(diagnostics::remove);
      changed.stream().map(bound::get).forEach(this::check);
      return;
    }
    gateways = view.kind(Kind.GATEWAY);
    kinds = now;
    hostsOfGateway = new HashMap<>();
    view.gateways().forEach(this::readHosts);
    diagnostics.clear();
    bound.values().forEach(this::check);
  }

  /** Forgets everything. */
  void clear() {
    diagnostics.clear();
    gateways = Map.of();
  }

  Collection<Diagnostic> diagnostics() {
    return diagnostics.values().stream().flatMap(List::stream).toList();
  }

  private void readHosts(ConfigObject<Gateway> gateway) {
    List<ServerHost> hosts = new ArrayList<>();
    var spec = gateway.resource().getSpec();
    if (spec != null && spec.getServers() != null) {
      for (var server : spec.getServers()) {
        for (String host : server.getHosts() == null ? List.<String>of() : server.getHosts()) {
          hosts.add(ServerHost.parse(host, gateway.key().namespace()));
        }
      }
    }
    hostsOfGateway.put(gateway.key().qualifiedName(), hosts);
  }

  private void check(@org.jspecify.annotations.Nullable BoundVirtualService source) {
    if (source == null) {
      return;
    }
    List<Diagnostic> found = new ArrayList<>(0);
    missingGateways(source.object(), found);
    if (source.gateways().stream().anyMatch(kinds::containsKey)) {
      hostsThatNothingServes(source, found);
      httpWithoutServer(source, found);
    }
    if (!found.isEmpty()) {
      diagnostics.put(source.object().key(), found);
    }
  }

  private void missingGateways(ConfigObject<VirtualService> object, List<Diagnostic> found) {
    List<String> references = object.resource().getSpec().getGateways();
    for (int i = 0; i < references.size(); i++) {
      String name = GatewayReference.qualify(references.get(i), object.key().namespace());
      if (!name.equals(GatewayReference.MESH) && !hostsOfGateway.containsKey(name)) {
        found.add(
            Diagnostic.of(
                DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
                object,
                "spec.gateways[" + i + "]",
                "there is no Gateway " + name,
                "Create it, or correct the reference: name, or namespace/name"));
      }
    }
  }

  private void hostsThatNothingServes(BoundVirtualService source, List<Diagnostic> found) {
    String namespace = source.object().key().namespace();
    for (int i = 0; i < source.hosts().size(); i++) {
      List<String> host = List.of(source.hosts().get(i));
      boolean served =
          source.gateways().stream()
              .flatMap(gateway -> hostsOfGateway.getOrDefault(gateway, List.of()).stream())
              .filter(open -> open.admits(namespace))
              .anyMatch(open -> !HostPatterns.intersection(host, List.of(open.host())).isEmpty());
      if (!served) {
        found.add(
            Diagnostic.of(
                DiagnosticCode.NO_EFFECT,
                source.object(),
                "spec.hosts[" + i + "]",
                "no server of %s serves the host %s for this namespace"
                    .formatted(String.join(", ", source.gateways()), host.getFirst()),
                "Add the host to the Gateway's servers, or correct it here"));
      }
    }
  }

  /** HTTP rules need a server that speaks HTTP; for other rules see {@code route.stream}. */
  private void httpWithoutServer(BoundVirtualService source, List<Diagnostic> found) {
    var http = source.object().resource().getSpec().getHttp();
    boolean served =
        source.gateways().stream()
            .flatMap(gateway -> kinds.getOrDefault(gateway, Set.of()).stream())
            .anyMatch(kind -> kind == ServerKind.HTTP || kind == ServerKind.HTTPS);
    if (http != null && !http.isEmpty() && !served) {
      found.add(
          Diagnostic.of(
              DiagnosticCode.NO_EFFECT,
              source.object(),
              "spec.http",
              "no server of %s speaks HTTP: they pass connections on as they are"
                  .formatted(String.join(", ", source.gateways())),
              "Use tcp rules, or tls rules for mode PASSTHROUGH; or protocol HTTP or HTTPS and a"
                  + " mode that ends TLS"));
    }
  }
}
