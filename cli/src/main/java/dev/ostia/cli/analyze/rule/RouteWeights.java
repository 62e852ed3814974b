package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.api.networking.v1alpha3.RouteDestination;
import io.fabric8.istio.api.api.networking.v1alpha3.TCPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.TLSRoute;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
      var spec = service.resource().getSpec();
      Check check = new Check(service, found);
      check.all("http", spec.getHttp(), HTTPRoute::getRoute, HTTPRouteDestination::getWeight);
      check.all("tcp", spec.getTcp(), TCPRoute::getRoute, RouteDestination::getWeight);
      check.all("tls", spec.getTls(), TLSRoute::getRoute, RouteDestination::getWeight);
    }
    return found;
  }

  private record Check(ConfigObject<VirtualService> service, List<Diagnostic> found) {

    <R, D> void all(
        String kind,
        @Nullable List<R> rules,
        Function<R, @Nullable List<D>> destinations,
        Function<D, @Nullable Integer> weight) {
      for (int i = 0; rules != null && i < rules.size(); i++) {
        List<D> some = destinations.apply(rules.get(i));
        if (some != null && some.size() > 1) {
          one(
              "spec.%s[%d].route".formatted(kind, i),
              some.stream().map(weight).filter(Objects::nonNull).mapToInt(w -> w).sum());
        }
      }
    }

    private void one(String field, int sum) {
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
}
