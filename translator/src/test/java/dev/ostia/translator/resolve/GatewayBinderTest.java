package dev.ostia.translator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayBinderTest {

  private static GatewayBindings bind(String yaml) {
    return new GatewayBinder(Proxy.defaultIngressGateway()).bind(TestObjects.view(yaml));
  }

  private static String gateway(String name, String created, String server) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: %s, creationTimestamp: "%s"}
    spec:
      selector: {istio: ingressgateway}
      servers:
      - %s
    ---
    """
        .formatted(name, created, server);
  }

  private static String http(int number) {
    return "{port: {number: %d, name: p, protocol: HTTP}, hosts: ['*']}".formatted(number);
  }

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: istio-ingressgateway, namespace: istio-system}
      spec:
        selector: {istio: ingressgateway}
        ports:
        - {name: http, port: 80, targetPort: 8080}
        - {name: web, port: 81, targetPort: web}
      ---
      """;

  @Test
  void serversOfSeveralGatewaysMergeInOrderOfAge() {
    GatewayBindings bindings =
        bind(
            gateway("young", "2024-02-02T00:00:00Z", http(80))
                + gateway("old", "2024-01-01T00:00:00Z", http(8080))
                + SERVICE);

    assertThat(bindings.listeners()).hasSize(1);
    ListenerBinding listener = bindings.listeners().getFirst();
    assertThat(listener.listenerName()).isEqualTo("0.0.0.0_8080");
    assertThat(listener.httpRouteName()).isEqualTo("http.8080");
    assertThat(listener.servers())
        .extracting(BoundServer::gatewayName)
        .containsExactly("default/old", "default/young");
  }

  @Test
  void olderProtocolWinsAPortWhicheverItIs() {
    String tcp = "{port: {number: 8080, name: t, protocol: TCP}, hosts: ['*']}";
    GatewayBindings httpFirst =
        bind(
            gateway("b-tcp", "2024-02-02T00:00:00Z", tcp)
                + gateway("a-http", "2024-01-01T00:00:00Z", http(8080)));
    GatewayBindings tcpFirst =
        bind(
            gateway("b-tcp", "2024-01-01T00:00:00Z", tcp)
                + gateway("a-http", "2024-02-02T00:00:00Z", http(8080)));

    assertThat(httpFirst.listeners())
        .extracting(ListenerBinding::family)
        .containsExactly(ServerFamily.HTTP);
    assertThat(tcpFirst.listeners())
        .extracting(ListenerBinding::family)
        .containsExactly(ServerFamily.TCP);
    Diagnostic conflict = httpFirst.diagnostics().getFirst();
    assertThat(conflict.code()).isEqualTo(DiagnosticCode.CONFLICTING_GATEWAYS);
    assertThat(conflict.object()).hasToString("Gateway default/b-tcp");
    assertThat(conflict.message())
        .contains("Gateway default/a-http", "8080", "TCP server is dropped");
  }

  @Test
  void redirectsOfTwoGatewaysOnOneHostDoNotConflict() {
    String redirect =
        "{port: {number: 80, name: p, protocol: HTTP}, tls: {httpsRedirect: true}, hosts: ['*']}";
    GatewayBindings bindings =
        bind(
            gateway("one", "2024-01-01T00:00:00Z", redirect)
                + gateway("two", "2024-01-02T00:00:00Z", redirect));

    assertThat(bindings.listeners().getFirst().servers()).hasSize(2);
    assertThat(bindings.diagnostics()).isEmpty();
  }

  @Test
  void addressesApartAreListenersApart() {
    GatewayBindings bindings =
        bind(
            gateway("all", "2024-01-01T00:00:00Z", http(8080))
                + gateway(
                    "local",
                    "2024-01-02T00:00:00Z",
                    "{bind: 127.0.0.2, port: {number: 8080, name: p, protocol: TCP}, hosts:"
                        + " ['*']}"));

    assertThat(bindings.listeners())
        .extracting(ListenerBinding::listenerName)
        .containsExactly("0.0.0.0_8080", "127.0.0.2_8080");
    assertThat(bindings.listeners().get(1).httpRouteName()).isEqualTo("http.8080.127.0.0.2");
  }

  @Test
  void namedTargetPortIsLookedUpInThePodsOfTheGateway() {
    GatewayBindings bindings =
        bind(
            gateway("gw", "2024-01-01T00:00:00Z", http(81))
                + SERVICE
                + """
                apiVersion: v1
                kind: Pod
                metadata: {name: gw, namespace: istio-system, labels: {istio: ingressgateway}}
                spec:
                  containers:
                  - {name: c, image: none, ports: [{name: web, containerPort: 8081}]}
                """);

    assertThat(bindings.listeners()).extracting(ListenerBinding::port).containsExactly(8081);
  }

  @Test
  void oldestServiceSaysTheTargetPort() {
    GatewayBindings bindings =
        bind(
            gateway("gw", "2024-01-01T00:00:00Z", http(80))
                + SERVICE
                + """
                apiVersion: v1
                kind: Service
                metadata:
                  name: a-newer
                  namespace: istio-system
                  creationTimestamp: "2024-01-01T00:00:00Z"
                spec:
                  selector: {app: istio-ingressgateway}
                  ports: [{name: http, port: 80, targetPort: 9999}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: elsewhere, namespace: default}
                spec:
                  selector: {istio: ingressgateway}
                  ports: [{name: http, port: 80, targetPort: 7777}]
                """);

    assertThat(bindings.listeners()).extracting(ListenerBinding::port).containsExactly(8080);
  }

  @Test
  void portThatTheServiceLacksIsUsedAsItIsWithAWord() {
    GatewayBindings bindings = bind(gateway("gw", "2024-01-01T00:00:00Z", http(8999)) + SERVICE);

    assertThat(bindings.listeners()).extracting(ListenerBinding::port).containsExactly(8999);
    assertThat(bindings.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.GATEWAY_PORT_NOT_ON_SERVICE);
  }

  @Test
  void anyHostOfAnyNamespaceDoesNotSwallowTheOthers() {
    GatewayBindings bindings =
        bind(
            gateway(
                "gw",
                "2024-01-01T00:00:00Z",
                "{port: {number: 80, name: p, protocol: HTTP}, hosts: ['*/*', './own.com']}"));

    assertThat(bindings.listeners().getFirst().servers().getFirst().hosts())
        .isEqualTo(List.of(new ServerHost("*", "*"), new ServerHost("default", "own.com")));
  }
}
