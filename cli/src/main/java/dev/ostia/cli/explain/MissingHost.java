package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Explanation.Host;
import dev.ostia.cli.explain.Verdicts.Advice;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.BoundVirtualService;
import dev.ostia.translator.resolve.HostPatterns;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why no virtual host of a port has the host of a request. */
final class MissingHost {

  private final Way way;
  private final String host;

  MissingHost(Way way) {
    this.way = way;
    this.host = NearestHosts.bare(way.request().host().toLowerCase(Locale.ROOT));
  }

  Advice advice() {
    for (ConfigObject<VirtualService> object :
        way.model().view().virtualServices().stream().sorted(ConfigObject.BY_AGE).toList()) {
      if (names(object)) {
        return notHere(object);
      }
    }
    String port = "port " + way.asked().port();
    String reason = "No VirtualService of " + port + " serves the host " + host + ".";
    if (way.model().view().size() == 0) {
      return new Advice("No virtual host of " + port + " has the host " + host + ".", hint());
    }
    return new Advice(reason, hint());
  }

  /** Whether it serves the host, wherever it is bound to. */
  private boolean names(ConfigObject<VirtualService> object) {
    var spec = object.resource().getSpec();
    return spec != null
        && spec.getHosts() != null
        && spec.getHosts().stream()
            .anyMatch(pattern -> HostPatterns.covers(HostPatterns.lower(pattern), host));
  }

  /** A VirtualService has the host, but does not bring it to this port. */
  private Advice notHere(ConfigObject<VirtualService> object) {
    String beginning = object.key() + " has the host " + host + ", but ";
    for (Diagnostic found : way.model().diagnostics()) {
      boolean telling =
          object.key().equals(found.object())
              && (found.field().startsWith("spec.gateways")
                  || found.field().startsWith("spec.hosts")
                  || found.field().startsWith("spec.exportTo"));
      if (telling) {
        return new Advice(
            beginning + Remedies.sentence(found.message()), Remedies.sentence(found.advice()));
      }
    }
    return notBound(object, beginning);
  }

  private Advice notBound(ConfigObject<VirtualService> object, String beginning) {
    List<String> gateways =
        BoundVirtualService.of(object, way.model().proxy(), way.model().view().mesh())
            .map(BoundVirtualService::gateways)
            .orElse(List.of());
    List<String> here = gatewaysHere();
    int port = way.asked().port();
    Optional<String> shared = gateways.stream().filter(here::contains).findFirst();
    return shared.isPresent()
        ? new Advice(
            "%sno server of Gateway %s on port %d does.".formatted(beginning, shared.get(), port),
            "Add the host to spec.servers[].hosts of the Gateway.")
        : new Advice(
            "%snames no Gateway of port %d that it is visible to.".formatted(beginning, port),
            "Add "
                + String.join(" or ", here)
                + " to its spec.gateways, and see its spec.exportTo.");
  }

  private List<String> gatewaysHere() {
    List<String> names = new ArrayList<>();
    way.listener()
        .ifPresent(
            listener -> {
              for (BoundServer server : way.model().ports().servers(listener.getName())) {
                if (!names.contains(server.gatewayName())) {
                  names.add(server.gatewayName());
                }
              }
            });
    return names;
  }

  private String hint() {
    List<Host> near = NearestHosts.of(way);
    List<String> gateways = gatewaysHere();
    String add =
        "add "
            + host
            + " to spec.hosts of a VirtualService"
            + (gateways.isEmpty() ? "" : " that names Gateway " + String.join(" or ", gateways));
    return near.isEmpty()
        ? Remedies.capital(add) + "."
        : "Did you mean " + near.getFirst().domains().getFirst() + "? Else " + add + ".";
  }
}
