package dev.ostia.translator;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The route configuration of one HTTP server on port 80, and what was told of Gateways and
 * VirtualServices on the way.
 */
public record RouteFixture(RouteConfiguration configuration, List<Diagnostic> diagnostics) {

  private static final Set<Kind> ROUTING = Set.of(Kind.GATEWAY, Kind.VIRTUAL_SERVICE);

  /** With a Gateway {@code default/gw} for all hosts. */
  public static RouteFixture http(String yaml) {
    return of("", "['*']", yaml);
  }

  /** With a server that has another line and these hosts. */
  public static RouteFixture of(String serverLine, String hosts, String yaml) {
    String gateway =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gw}
        spec:
          servers:
          - port: {number: 80, name: http, protocol: HTTP}
            hosts: %s
            %s
        ---
        """
            .formatted(hosts, serverLine);
    Translation translation =
        new Translator(Proxy.defaultIngressGateway()).translate(TestObjects.view(gateway + yaml));
    return new RouteFixture(
        (RouteConfiguration)
            requireNonNull(translation.resources(ResourceType.ROUTE).get("http.80")),
        translation.diagnostics().stream()
            .filter(d -> d.object() != null && ROUTING.contains(d.object().kind()))
            .toList());
  }

  /** The routes of these rules for the host {@code *}, as a VirtualService has it under http. */
  public static RouteFixture rule(String... rules) {
    return http(
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: v}
        spec:
          hosts: ['*']
          gateways: [gw]
          http:
        %s
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: a}
        spec: {ports: [{name: http, port: 8000}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: b}
        spec: {ports: [{name: http, port: 8000}]}
        """
            .formatted(
                Stream.of(rules)
                    .map(rule -> "  - " + rule.strip().indent(4).strip())
                    .collect(joining("\n"))));
  }

  public List<VirtualHost> hosts() {
    return configuration.getVirtualHostsList();
  }

  /** The virtual host of this name. */
  public VirtualHost host(String name) {
    return hosts().stream().filter(h -> h.getName().equals(name)).findFirst().orElseThrow();
  }

  /** The routes of the first virtual host. */
  public List<Route> routes() {
    return hosts().getFirst().getRoutesList();
  }

  /** The first route of the first virtual host. */
  public Route route() {
    return routes().getFirst();
  }
}
