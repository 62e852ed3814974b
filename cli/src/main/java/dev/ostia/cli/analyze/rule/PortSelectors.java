package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;

/** A destination without a port whose Service has several (IST0112). */
final class PortSelectors implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Hosts hosts = new Hosts(view);
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<VirtualService> service : view.virtualServices()) {
      List<HTTPRoute> routes = service.resource().getSpec().getHttp();
      for (int i = 0; routes != null && i < routes.size(); i++) {
        List<HTTPRouteDestination> route = routes.get(i).getRoute();
        for (int j = 0; route != null && j < route.size(); j++) {
          check(
              service,
              "spec.http[%d].route[%d].destination".formatted(i, j),
              route.get(j).getDestination(),
              hosts,
              found);
        }
      }
    }
    return found;
  }

  private static void check(
      ConfigObject<VirtualService> service,
      String field,
      Destination destination,
      Hosts hosts,
      List<Diagnostic> found) {
    if (destination == null || destination.getHost() == null || destination.getPort() != null) {
      return;
    }
    hosts
        .service(destination.getHost(), service.key().namespace())
        .map(target -> target.resource().getSpec().getPorts().size())
        .filter(ports -> ports > 1)
        .ifPresent(
            ports ->
                found.add(
                    Diagnostic.of(
                        DiagnosticCode.PORT_SELECTOR_REQUIRED,
                        service,
                        field,
                        "the Service %s has %d ports and the destination names none of them"
                            .formatted(destination.getHost(), ports),
                        "Add port.number")));
  }
}
