package dev.ostia.cli.analyze.rule;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.GatewayReference;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.resolve.ServerHost;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gateways that a VirtualService names and that are not there (IST0101), or that serve none of its
 * hosts (IST0132); of refused objects, too.
 */
final class GatewayReferences implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Map<String, List<ServerHost>> gateways = new HashMap<>();
    view.gateways().forEach(one -> gateways.put(one.key().qualifiedName(), hosts(one)));
    List<Diagnostic> found = new ArrayList<>();
    view.virtualServices().forEach(service -> check(service, gateways, found));
    return found;
  }

  private static List<ServerHost> hosts(ConfigObject<Gateway> gateway) {
    return orEmpty(gateway.resource().getSpec().getServers()).stream()
        .flatMap(server -> orEmpty(server.getHosts()).stream())
        .map(host -> ServerHost.parse(host, gateway.key().namespace()))
        .toList();
  }

  private static void check(
      ConfigObject<VirtualService> service,
      Map<String, List<ServerHost>> gateways,
      List<Diagnostic> found) {
    List<String> names = orEmpty(service.resource().getSpec().getGateways());
    List<String> hosts = orEmpty(service.resource().getSpec().getHosts());
    for (int i = 0; i < names.size(); i++) {
      String name = GatewayReference.qualify(names.get(i), service.key().namespace());
      if (name.equals(GatewayReference.MESH)) {
        continue;
      }
      String field = "spec.gateways[" + i + "]";
      List<ServerHost> open = gateways.get(name);
      if (open == null) {
        found.add(
            Diagnostic.of(
                DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
                service,
                field,
                "there is no Gateway " + name,
                "Create it, or correct the reference: name, or namespace/name"));
      }
      if (!serves(orEmpty(open), hosts, service.key().namespace())) {
        found.add(
            Diagnostic.of(
                DiagnosticCode.HOST_NOT_IN_GATEWAY,
                service,
                field,
                "no server of %s serves a host of %s for this namespace".formatted(name, hosts),
                "Add the hosts to the Gateway's servers, or remove the Gateway here"));
      }
    }
  }

  private static boolean serves(List<ServerHost> open, List<String> hosts, String namespace) {
    List<String> admitted =
        open.stream().filter(one -> one.admits(namespace)).map(ServerHost::host).toList();
    List<String> wanted = hosts.stream().map(HostPatterns::lower).toList();
    return !HostPatterns.intersection(wanted, admitted).isEmpty();
  }
}
