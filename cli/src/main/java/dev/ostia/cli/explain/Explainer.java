package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Explanation.Candidate;
import dev.ostia.cli.explain.Explanation.Host;
import dev.ostia.cli.explain.Explanation.Listening;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.simulate.Request;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains what one gateway does with requests. */
public final class Explainer {

  private final GatewayModel model;
  private final Provenance provenance;

  /** For this gateway. */
  public Explainer(GatewayModel model) {
    this.model = model;
    this.provenance = new Provenance(model);
  }

  /** The way of a request. */
  public Explanation explain(Asked asked) {
    return explain(asked, asked.at(model.ports().listenerPort(asked.port())));
  }

  /** The way of a request of which is known how it arrives. */
  Explanation explain(Asked asked, Request request) {
    Way way = Way.of(model, asked, request);
    return new Explanation(
        asked.method() + " " + asked.url(),
        listening(way),
        FilterChains.describe(way).orElse(null),
        host(way),
        way.isHttp() ? NearestHosts.of(way) : List.of(),
        candidates(way),
        notLookedAt(way),
        RouteSettings.of(way),
        new Targets(way, provenance).all(),
        new Verdicts(way, provenance).verdict());
  }

  private @Nullable Listening listening(Way way) {
    return way.listener()
        .map(
            found ->
                new Listening(
                    found.getName(),
                    way.asked().port(),
                    way.request().port(),
                    provenance.ofListener(found.getName())))
        .orElse(null);
  }

  private static @Nullable Host host(Way way) {
    for (Step step : way.steps(Stage.VIRTUAL_HOST)) {
      // The one that stands in for a route configuration without any is none of the user's.
      if (step.taken() && !step.subject().startsWith("blackhole:")) {
        List<String> domains =
            way.virtualHost().map(host -> List.copyOf(host.getDomainsList())).orElse(List.of());
        return new Host(step.subject(), domains, step.reason());
      }
    }
    return null;
  }

  private List<Candidate> candidates(Way way) {
    List<Candidate> all = new ArrayList<>();
    if (way.virtualHost().isEmpty()) {
      return all;
    }
    for (Step step : way.steps(Stage.ROUTE)) {
      VirtualHost host = way.virtualHost().orElseThrow();
      Route route = host.getRoutes(step.index());
      String routes = way.routes().orElseThrow().getName();
      Source source =
          provenance
              .originOf(routes, host.getName(), step.index())
              .flatMap(provenance::of)
              .or(() -> Provenance.ofMetadata(host, route))
              .orElse(null);
      String reason = step.taken() ? Conditions.of(route.getMatch()) : step.reason();
      all.add(new Candidate(step.index(), route.getName(), step.taken(), reason, source));
    }
    return List.copyOf(all);
  }

  private static int notLookedAt(Way way) {
    return way.virtualHost()
        .map(host -> host.getRoutesCount() - way.steps(Stage.ROUTE).size())
        .orElse(0);
  }
}
