package dev.ostia.cli.explain;

import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.simulate.Request;
import dev.ostia.translator.simulate.Simulation;
import dev.ostia.translator.simulate.Simulator;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Optional;

/**
 * What the simulator chose for a request, as messages of Envoy's configuration; empty from where
 * the way ends.
 *
 * @param asked the request as the client sends it
 * @param request the request as it arrives
 */
record Way(
    GatewayModel model,
    Asked asked,
    Request request,
    Simulation simulation,
    Optional<Listener> listener,
    Optional<FilterChain> chain,
    Optional<RouteConfiguration> routes,
    Optional<VirtualHost> virtualHost,
    Optional<Step> routeStep) {

  static Way of(GatewayModel model, Asked asked, Request request) {
    Simulator simulator = new Simulator(model.envoy());
    Simulation simulation = simulator.simulate(request);
    List<Step> steps = simulation.steps();
    Optional<Listener> listener =
        taken(steps, Stage.LISTENER).map(step -> model.envoy().listeners().get(step.subject()));
    Optional<FilterChain> chain = simulator.filterChain(request);
    Optional<RouteConfiguration> routes =
        taken(steps, Stage.ROUTE_CONFIGURATION)
            .map(step -> model.envoy().routes().get(step.subject()));
    Optional<VirtualHost> host =
        taken(steps, Stage.VIRTUAL_HOST)
            .flatMap(
                step ->
                    routes.stream()
                        .flatMap(found -> found.getVirtualHostsList().stream())
                        .filter(candidate -> candidate.getName().equals(step.subject()))
                        .findFirst());
    return new Way(
        model,
        asked,
        request,
        simulation,
        listener,
        chain,
        routes,
        host,
        taken(steps, Stage.ROUTE));
  }

  private static Optional<Step> taken(List<Step> steps, Stage stage) {
    // Hosts that a better one beat are passed over, so there is never more than one.
    return steps.stream().filter(step -> step.stage() == stage && step.taken()).findFirst();
  }

  /** The steps of a stage, in order. */
  List<Step> steps(Stage stage) {
    return simulation.steps().stream().filter(step -> step.stage() == stage).toList();
  }

  /** The route that takes the request. */
  Optional<Route> route() {
    return virtualHost.flatMap(host -> routeStep.map(step -> host.getRoutes(step.index())));
  }

  /** Whether the request is looked at as HTTP. */
  boolean isHttp() {
    return routes.isPresent();
  }
}
