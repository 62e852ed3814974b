package dev.ostia.translator.listener;

import static dev.ostia.translator.ListenerFixture.gateway;
import static dev.ostia.translator.ListenerFixture.virtualService;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ListenerFixture;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.TestObjects;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport;
import org.junit.jupiter.api.Test;

/** {@code --http3}: a QUIC listener beside that for HTTPS, and {@code alt-svc} in its answers. */
class Http3Test {

  private static final String SIMPLE =
      "{hosts: [a.example], port: {number: 443, name: one, protocol: HTTPS}, tls: {mode: SIMPLE,"
          + " credentialName: one}}";
  private static final String MUTUAL =
      "{hosts: [b.example], port: {number: 443, name: two, protocol: HTTPS}, tls: {mode: MUTUAL,"
          + " credentialName: two}}";
  private static final String OLD =
      "{hosts: [c.example], port: {number: 443, name: three, protocol: HTTPS}, tls: {mode: SIMPLE,"
          + " credentialName: two, maxProtocolVersion: TLSV1_2}}";
  private static final String ROUTES =
      virtualService("vs", "hosts: ['*']\nhttp: [{route: [{destination: {host: a}}]}]");

  private static final String SERVICE =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: gw, namespace: istio-system}
      spec:
        selector: {istio: ingressgateway}
        ports:
        - {name: https, port: 443, targetPort: 8443}
      """;

  private static Translation translate(boolean http3, String yaml) {
    return new Translator(Proxy.defaultIngressGateway().with(new RouteLayout(false, http3)))
        .translate(TestObjects.view(ListenerFixture.SERVICES + yaml));
  }

  private static Listener listener(Translation translation, String name) {
    return (Listener) requireNonNull(translation.resources(ResourceType.LISTENER).get(name));
  }

  private static RouteConfiguration routes(Translation translation, String port) {
    return (RouteConfiguration)
        requireNonNull(
            translation.resources(ResourceType.ROUTE).get("https.443." + port + ".gw.default"));
  }

  @Test
  void isOffUnlessItIsAskedFor() {
    Translation translation = translate(false, gateway(SIMPLE) + ROUTES);

    assertThat(translation.resources(ResourceType.LISTENER)).containsOnlyKeys("0.0.0.0_443");
    assertThat(routes(translation, "one").getResponseHeadersToAddCount()).isZero();
  }

  @Test
  void aServerIsReachedOverUdpWithItsCertificateAndRoutes() throws Exception {
    Translation translation = translate(true, gateway(SIMPLE) + ROUTES);

    assertThat(translation.resources(ResourceType.LISTENER))
        .containsOnlyKeys("0.0.0.0_443", "udp_0.0.0.0_443");
    Listener listener = listener(translation, "udp_0.0.0.0_443");
    SocketAddress socket = listener.getAddress().getSocketAddress();
    assertThat(socket.getProtocol()).isEqualTo(SocketAddress.Protocol.UDP);
    assertThat(socket.getPortValue()).isEqualTo(443);
    assertThat(listener.getUdpListenerConfig().hasQuicOptions()).isTrue();
    assertThat(listener.getListenerFiltersCount()).isZero();
    FilterChain chain = listener.getFilterChains(0);
    assertThat(chain.getFilterChainMatch().getServerNamesList()).containsExactly("a.example");
    assertThat(chain.getTransportSocket().getName()).isEqualTo("envoy.transport_sockets.quic");
    var tls =
        chain
            .getTransportSocket()
            .getTypedConfig()
            .unpack(QuicDownstreamTransport.class)
            .getDownstreamTlsContext();
    assertThat(tls.getCommonTlsContext().getAlpnProtocolsList()).containsExactly("h3");
    assertThat(tls.getCommonTlsContext().getTlsCertificateSdsSecretConfigs(0).getName())
        .isEqualTo("kubernetes://one");
    assertThat(tls.getRequireClientCertificate().getValue()).isFalse();
    HttpConnectionManager manager =
        chain.getFilters(0).getTypedConfig().unpack(HttpConnectionManager.class);
    assertThat(manager.getCodecType()).isEqualTo(HttpConnectionManager.CodecType.HTTP3);
    assertThat(manager.hasHttp3ProtocolOptions()).isTrue();
    assertThat(manager.getRds().getRouteConfigName()).isEqualTo("https.443.one.gw.default");
    var header = routes(translation, "one").getResponseHeadersToAdd(0).getHeader();
    assertThat(header.getKey()).isEqualTo("alt-svc");
    assertThat(header.getValue()).isEqualTo("h3=\":443\"; ma=86400");
  }

  /** Envoy asks for no certificates over QUIC: such a server would be open to everybody. */
  @Test
  void serversThatAskForClientCertificatesOrForOlderTlsAreNotReached() {
    Translation translation = translate(true, gateway(SIMPLE, MUTUAL, OLD) + ROUTES);

    assertThat(listener(translation, "0.0.0.0_443").getFilterChainsCount()).isEqualTo(3);
    assertThat(listener(translation, "udp_0.0.0.0_443").getFilterChainsList())
        .extracting(chain -> chain.getFilterChainMatch().getServerNames(0))
        .containsExactly("a.example");
    assertThat(routes(translation, "two").getResponseHeadersToAddCount()).isZero();
    assertThat(translate(true, gateway(MUTUAL) + ROUTES).resources(ResourceType.LISTENER))
        .containsOnlyKeys("0.0.0.0_443");
  }

  @Test
  void theUdpPortOfTheGatewaysServiceLeadsToIt() {
    String udp = "  - {name: http3, port: 443, targetPort: 9443, protocol: UDP}\n";
    Translation translation = translate(true, SERVICE + udp + gateway(SIMPLE) + ROUTES);

    assertThat(translation.resources(ResourceType.LISTENER))
        .containsOnlyKeys("0.0.0.0_8443", "udp_0.0.0.0_9443");
    assertThat(routes(translation, "one").getResponseHeadersToAdd(0).getHeader().getValue())
        .isEqualTo("h3=\":443\"; ma=86400");
  }

  @Test
  void aServiceWithoutUdpPortIsSaid() {
    Translation translation = translate(true, SERVICE + gateway(SIMPLE) + ROUTES);

    assertThat(translation.resources(ResourceType.LISTENER)).containsOnlyKeys("0.0.0.0_8443");
    assertThat(routes(translation, "one").getResponseHeadersToAddCount()).isZero();
    assertThat(translation.diagnostics())
        .extracting(d -> d.message())
        .contains(
            "UDP port 443 is not a port of the gateway's Service istio-system/gw, so the server is"
                + " not reached over HTTP/3");
  }
}
