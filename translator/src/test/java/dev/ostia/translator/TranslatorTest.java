package dev.ostia.translator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From objects to listeners and route configurations, for what users do most. */
class TranslatorTest {

  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: gw}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*"]
      ---
      """;

  private static final String SERVICE_OF_GATEWAY =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: istio-ingressgateway, namespace: istio-system}
      spec:
        selector: {istio: ingressgateway}
        ports: [{name: http, port: 80, targetPort: 8080}]
      ---
      """;

  private static Translation translate(ConfigView view) {
    return new Translator(Proxy.defaultIngressGateway()).translate(view);
  }

  private static RouteConfiguration routes(Translation translation, String name) {
    return (RouteConfiguration) requireNonNull(translation.resources(ResourceType.ROUTE).get(name));
  }

  private static Listener listener(Translation translation, String name) {
    return (Listener) requireNonNull(translation.resources(ResourceType.LISTENER).get(name));
  }

  @Test
  void gatewayAloneListensAndAnswers404() {
    Translation translation = translate(TestObjects.view(GATEWAY + SERVICE_OF_GATEWAY));

    Listener listener = listener(translation, "0.0.0.0_8080");
    assertThat(listener.getAddress().getSocketAddress().getPortValue()).isEqualTo(8080);
    VirtualHost only = routes(translation, "http.8080").getVirtualHosts(0);
    assertThat(only.getName()).isEqualTo("blackhole:80");
    assertThat(only.getDomainsList()).containsExactly("*");
    assertThat(only.getRoutesList()).isEmpty();
  }

  @Test
  void noGatewayNoListener() {
    Translation translation = translate(TestObjects.view(SERVICE_OF_GATEWAY));

    assertThat(translation.resources(ResourceType.LISTENER)).isEmpty();
    assertThat(translation.resources(ResourceType.ROUTE)).isEmpty();
  }

  @Test
  void virtualServiceBecomesVirtualHostOfItsGateway() {
    Translation translation =
        translate(
            TestObjects.view(
                GATEWAY
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: web}
                    spec:
                      hosts: [Web.example.com]
                      gateways: [gw]
                      http:
                      - match: [{uri: {prefix: /api}}]
                        route: [{destination: {host: api, port: {number: 8000}}}]
                      - route: [{destination: {host: web, port: {number: 8000}}}]
                    """));

    VirtualHost host = routes(translation, "http.80").getVirtualHosts(0);
    assertThat(host.getName()).isEqualTo("web.example.com:80");
    assertThat(host.getDomainsList()).containsExactly("web.example.com");
    assertThat(host.getRoutes(0).getMatch().getPrefix()).isEqualTo("/api");
    assertThat(host.getRoutes(1).getMatch().getPrefix()).isEqualTo("/");
    assertThat(
            host.getMetadata()
                .getFilterMetadataOrThrow("istio")
                .getFieldsOrThrow("config")
                .getStringValue())
        .isEqualTo("/apis/networking.istio.io/v1/namespaces/default/virtual-service/web");
    assertThat(translation.virtualHosts("http.80").getFirst().origins())
        .extracting(origin -> origin.object() + " " + origin.path())
        .containsExactly(
            "VirtualService default/web spec.http[0].match[0]",
            "VirtualService default/web spec.http[1]");
  }

  @Test
  void gatewayOfOtherLabelsIsNotOurs() {
    Translation translation =
        new Translator(new Proxy("apps", Map.of("istio", "private"), Proxy.Locality.UNKNOWN))
            .translate(TestObjects.view(GATEWAY));

    assertThat(translation.resources(ResourceType.LISTENER)).isEmpty();
  }
}
