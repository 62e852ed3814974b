package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.GatewayReference;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.L4MatchAttributes;
import io.fabric8.istio.api.api.networking.v1alpha3.TCPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.TLSMatchAttributes;
import io.fabric8.istio.api.api.networking.v1alpha3.TLSRoute;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code match.port} that no server of the VirtualService's Gateways has. Of sidecars it is not
 * known which ports they see, and of delegates not which Gateways, so those are left alone.
 */
final class MatchPorts implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Map<String, ConfigObject<Gateway>> gateways =
        view.gateways().stream()
            .collect(Collectors.toMap(one -> one.key().qualifiedName(), Function.identity()));
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<VirtualService> service : view.virtualServices()) {
      var spec = service.resource().getSpec();
      Check check = new Check(service, gateways, found);
      check.all(
          "http",
          spec.getHttp(),
          HTTPRoute::getMatch,
          HTTPMatchRequest::getPort,
          HTTPMatchRequest::getGateways);
      check.all(
          "tcp",
          spec.getTcp(),
          TCPRoute::getMatch,
          L4MatchAttributes::getPort,
          L4MatchAttributes::getGateways);
      check.all(
          "tls",
          spec.getTls(),
          TLSRoute::getMatch,
          TLSMatchAttributes::getPort,
          TLSMatchAttributes::getGateways);
    }
    return found;
  }

  private record Check(
      ConfigObject<VirtualService> service,
      Map<String, ConfigObject<Gateway>> gateways,
      List<Diagnostic> found) {

    <R, M> void all(
        String kind,
        @Nullable List<R> rules,
        Function<R, @Nullable List<M>> matches,
        Function<M, @Nullable Long> port,
        Function<M, @Nullable List<String>> own) {
      for (int i = 0; rules != null && i < rules.size(); i++) {
        List<M> entries = matches.apply(rules.get(i));
        for (int j = 0; entries != null && j < entries.size(); j++) {
          Long number = port.apply(entries.get(j));
          if (number != null && number != 0) {
            one("spec.%s[%d].match[%d].port".formatted(kind, i, j), number, own, entries.get(j));
          }
        }
      }
    }

    private <M> void one(
        String field, long port, Function<M, @Nullable List<String>> own, M entry) {
      List<String> narrowed = own.apply(entry);
      List<String> bound =
          narrowed == null || narrowed.isEmpty()
              ? service.resource().getSpec().getGateways()
              : narrowed;
      if (bound == null || bound.isEmpty()) {
        return;
      }
      TreeSet<Long> ports = new TreeSet<>();
      for (String reference : bound) {
        ConfigObject<Gateway> gateway =
            gateways.get(GatewayReference.qualify(reference, service.key().namespace()));
        if (gateway == null) {
          // The mesh, or one that is missing, which is told by itself.
          return;
        }
        ports.addAll(ports(gateway));
      }
      if (!ports.contains(port)) {
        tell(field, port, bound, ports);
      }
    }

    private static List<Long> ports(ConfigObject<Gateway> gateway) {
      var servers = gateway.resource().getSpec().getServers();
      return servers == null
          ? List.of()
          : servers.stream()
              .filter(server -> server.getPort() != null && server.getPort().getNumber() != null)
              .map(server -> server.getPort().getNumber())
              .toList();
    }

    private void tell(String field, long port, List<String> bound, TreeSet<Long> ports) {
      String has = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
      found.add(
          Diagnostic.of(
              DiagnosticCode.NO_EFFECT,
              service,
              field,
              "no server of %s has port %d, so the match takes nothing"
                  .formatted(String.join(", ", bound), port),
              "Match one of the servers' ports (%s), or add a server with this one"
                  .formatted(has)));
    }
  }
}
