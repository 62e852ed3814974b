package dev.ostia.translator;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import java.util.List;

/** The listeners that objects give, opened up as far as tests look into them. */
public record ListenerFixture(Translation translation) {

  /** A Kubernetes Service {@code default/a} with port 9000 and one like it called {@code b}. */
  public static final String SERVICES =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec: {ports: [{name: tcp, port: 9000}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: b}
      spec: {ports: [{name: tcp, port: 9000}]}
      """;

  /** What these objects give to Istio's default gateway. */
  public static ListenerFixture of(String yaml) {
    return new ListenerFixture(
        new Translator(Proxy.defaultIngressGateway()).translate(TestObjects.view(yaml)));
  }

  /** A Gateway {@code default/gw} with these servers, each as an item in YAML's flow form. */
  public static String gateway(String... servers) {
    return olderOrYounger("gw", "2024-01-01T00:00:00Z", servers);
  }

  /** A Gateway with these servers. */
  public static String olderOrYounger(String name, String created, String... servers) {
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: %s, creationTimestamp: "%s"}
    spec:
      servers:
      - %s
    """
        .formatted(name, created, String.join("\n  - ", servers));
  }

  /** A VirtualService of {@code gw} with these fields beside {@code gateways}. */
  public static String virtualService(String name, String fields) {
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: %s}
    spec:
      gateways: [gw]
    %s
    """
        .formatted(name, fields.indent(2).stripTrailing());
  }

  /** The only listener. */
  public Listener listener() {
    var all = translation.resources(ResourceType.LISTENER);
    if (all.size() != 1) {
      throw new AssertionError("listeners: " + all.keySet());
    }
    return (Listener) all.firstEntry().getValue();
  }

  /** The filter chains of the only listener. */
  public List<FilterChain> chains() {
    return listener().getFilterChainsList();
  }

  /** For each chain its server names, joined by a blank. */
  public List<String> serverNames() {
    return chains().stream()
        .map(chain -> String.join(" ", chain.getFilterChainMatch().getServerNamesList()))
        .toList();
  }

  /** The TLS context of a chain. */
  public DownstreamTlsContext tls(int chain) {
    return unpack(
        chains().get(chain).getTransportSocket().getTypedConfig(), DownstreamTlsContext.class);
  }

  /** The connection manager of a chain. */
  public HttpConnectionManager http(int chain) {
    return unpack(chains().get(chain).getFilters(0).getTypedConfig(), HttpConnectionManager.class);
  }

  /** The TCP proxy of a chain. */
  public TcpProxy tcp(int chain) {
    return unpack(chains().get(chain).getFilters(0).getTypedConfig(), TcpProxy.class);
  }

  /** What is said about objects of a name, one line each. */
  public List<String> said(String kindAndName) {
    return translation.diagnostics().stream()
        .filter(d -> requireNonNull(d.object()).toString().equals(kindAndName))
        .map(Diagnostic::toString)
        .toList();
  }

  private static <T extends Message> T unpack(com.google.protobuf.Any any, Class<T> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
