package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Weights that do not add up to 100: they are shares of their sum, so 20 and 60 send a quarter and
 * three quarters.
 */
final class RouteWeights implements Rule {

  private static final int PERCENT = 100;

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<VirtualService> service : view.virtualServices()) {
      List<HTTPRoute> routes = service.resource().getSpec().getHttp();
      for (int i = 0; routes != null && i < routes.size(); i++) {
        check(service, "spec.http[" + i + "].route", routes.get(i).getRoute(), found);
      }
    }
    return found;
  }

  private static void check(
      ConfigObject<VirtualService> service,
      String field,
      List<HTTPRouteDestination> destinations,
      List<Diagnostic> found) {
    if (destinations == null || destinations.size() < 2) {
      return;
    }
    int sum =
        destinations.stream()
            .map(HTTPRouteDestination::getWeight)
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .sum();
    if (sum != PERCENT && sum != 0) {
      found.add(
          Diagnostic.of(
              DiagnosticCode.UNEVEN_WEIGHTS,
              service,
              field,
              "the weights add up to %d, so each is a share of %d and not a percentage"
                  .formatted(sum, sum),
              "Make them add up to 100 if percentages are meant"));
    }
  }
}
