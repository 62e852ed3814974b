package dev.ostia.translator.route;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ResourceType;
import dev.ostia.translator.TestObjects;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where routes say which VirtualService they come from. */
class ConfigMetadataTest {

  private static final String TWO_ON_ONE_HOST =
      virtualService("one", "a.com", "/a", "/b") + virtualService("two", "a.com", "/c");

  private static final String ONE_OF_ITS_OWN = virtualService("three", "b.com", "/d", "/e");

  private static String virtualService(String name, String host, String... paths) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: %s}
            spec:
              hosts: [%s]
              gateways: [gw]
              http:
            """
                .formatted(name, host));
    for (String path : paths) {
      yaml.append(
          "  - {match: [{uri: {exact: %s}}], directResponse: {status: 200}}\n".formatted(path));
    }
    return yaml + "---\n";
  }

  private static VirtualHost host(RouteLayout layout, int index) {
    String gateway =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gw}
        spec:
          servers:
          - port: {number: 80, name: http, protocol: HTTP}
            hosts: ['*']
        ---
        """;
    return ((RouteConfiguration)
            requireNonNull(
                new Translator(Proxy.defaultIngressGateway().with(layout))
                    .translate(TestObjects.view(gateway + TWO_ON_ONE_HOST + ONE_OF_ITS_OWN))
                    .resources(ResourceType.ROUTE)
                    .get("http.80")))
        .getVirtualHosts(index);
  }

  private static String config(Metadata metadata) {
    return metadata.getFilterMetadataOrThrow("istio").getFieldsOrThrow("config").getStringValue();
  }

  private static List<String> configs(VirtualHost host) {
    return host.getRoutesList().stream().map(Route::getMetadata).map(m -> config(m)).toList();
  }

  @Test
  void virtualHostOfOneVirtualServiceNamesItOnce() {
    VirtualHost host = host(RouteLayout.LEAN, 1);

    assertThat(config(host.getMetadata()))
        .isEqualTo("/apis/networking.istio.io/v1/namespaces/default/virtual-service/three");
    assertThat(host.getRoutesList()).hasSize(2).noneMatch(Route::hasMetadata);
  }

  @Test
  void routesOfSeveralVirtualServicesNameTheirs() {
    VirtualHost host = host(RouteLayout.LEAN, 0);

    assertThat(host.hasMetadata()).isFalse();
    assertThat(configs(host))
        .containsExactly(
            "/apis/networking.istio.io/v1/namespaces/default/virtual-service/one",
            "/apis/networking.istio.io/v1/namespaces/default/virtual-service/one",
            "/apis/networking.istio.io/v1/namespaces/default/virtual-service/two");
  }

  @Test
  void everyRouteNamesItsOwnIfAskedFor() {
    VirtualHost host = host(new RouteLayout(true), 1);

    assertThat(host.hasMetadata()).isFalse();
    assertThat(configs(host))
        .containsExactly(
            "/apis/networking.istio.io/v1/namespaces/default/virtual-service/three",
            "/apis/networking.istio.io/v1/namespaces/default/virtual-service/three");
  }
}
