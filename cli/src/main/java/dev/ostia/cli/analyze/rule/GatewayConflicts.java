package dev.ostia.cli.analyze.rule;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two Gateways of the same proxies that have one host on one port and address (IST0145). Both are
 * told of: which of them the host should leave is for their owners to say.
 */
final class GatewayConflicts implements Rule {

  private record Place(Long port, String bind, String host) {}

  private record Claim(ConfigObject<Gateway> gateway, int server) {

    Map<String, String> selector() {
      Map<String, String> selector = gateway.resource().getSpec().getSelector();
      return selector == null ? Map.of() : selector;
    }

    boolean isOfSameProxies(Claim other, ConfigView view) {
      return selector().equals(other.selector())
          || view.pods().stream()
              .map(pod -> pod.labels().entrySet())
              .anyMatch(
                  labels ->
                      labels.containsAll(selector().entrySet())
                          && labels.containsAll(other.selector().entrySet()));
    }
  }

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Map<Place, List<Claim>> claims = new LinkedHashMap<>();
    view.gateways().forEach(gateway -> collect(gateway, claims));
    Map<Claim, TreeSet<String>> conflicts = new LinkedHashMap<>();
    Map<Claim, Place> places = new LinkedHashMap<>();
    claims.forEach(
        (place, all) ->
            all.forEach(
                claim ->
                    all.stream()
                        .filter(other -> !other.gateway.key().equals(claim.gateway.key()))
                        .filter(other -> claim.isOfSameProxies(other, view))
                        .forEach(
                            other -> {
                              places.putIfAbsent(claim, place);
                              conflicts
                                  .computeIfAbsent(claim, one -> new TreeSet<>())
                                  .add(other.gateway.key().qualifiedName());
                            })));
    List<Diagnostic> found = new ArrayList<>();
    conflicts.forEach(
        (claim, others) ->
            found.add(tell(claim, Objects.requireNonNull(places.get(claim)), others)));
    return found;
  }

  private static void collect(ConfigObject<Gateway> gateway, Map<Place, List<Claim>> claims) {
    List<Server> servers = orEmpty(gateway.resource().getSpec().getServers());
    for (int i = 0; i < servers.size(); i++) {
      Server server = servers.get(i);
      if (server.getPort() != null && server.getPort().getNumber() != null) {
        String bind = Objects.requireNonNullElse(server.getBind(), "");
        Claim claim = new Claim(gateway, i);
        for (String host : new TreeSet<>(orEmpty(server.getHosts()))) {
          claims
              .computeIfAbsent(
                  new Place(server.getPort().getNumber(), bind, host), place -> new ArrayList<>())
              .add(claim);
        }
      }
    }
  }

  private static Diagnostic tell(Claim claim, Place place, Set<String> others) {
    return Diagnostic.of(
        DiagnosticCode.CONFLICTING_GATEWAYS,
        claim.gateway,
        "spec.servers[" + claim.server + "]",
        "port %d has the host %s in %s as well"
            .formatted(place.port, place.host, String.join(", ", others)),
        "Serve the host in one of the Gateways only, or give one another port");
  }
}
