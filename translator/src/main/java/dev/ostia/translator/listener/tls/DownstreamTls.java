package dev.ostia.translator.listener.tls;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.TlsDefaults;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.secret.SecretReference;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSmode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a server ends TLS.
 *
 * @param context what is agreed with clients, over TCP
 * @param secrets what it asks for over SDS
 */
public record DownstreamTls(DownstreamTlsContext context, Set<SecretReference> secrets) {

  private static final String NAME = "envoy.transport_sockets.tls";

  /** What clients may speak inside TLS; as in Istio also where it is not HTTP. */
  private static final List<String> ALPN = List.of("h2", "http/1.1");

  /**
   * Reads the TLS settings of a server.
   *
   * @param defaults what holds where the server says nothing
   * @param diagnostics gets what is wrong or has no effect
   * @return empty if they are faulty in a way for which no connection can be taken
   */
  public static Optional<DownstreamTls> of(
      BoundServer server, TlsDefaults defaults, Consumer<Diagnostic> diagnostics) {
    ServerTLSSettings tls = server.tls();
    if (tls == null || !server.kind().terminatesTls()) {
      return Optional.empty();
    }
    TlsScope scope = new TlsScope(server, tls, diagnostics);
    CommonTlsContext.Builder common = CommonTlsContext.newBuilder().addAllAlpnProtocols(ALPN);
    ProtocolSettings.of(scope, defaults).ifPresent(common::setTlsParams);
    ServerCertificates.apply(scope, common);
    if (tls.getMode() == ServerTLSSettingsTLSmode.SIMPLE) {
      ClientValidation.reportUnused(scope);
    } else {
      ClientValidation.apply(scope, common);
    }
    if (scope.refused()) {
      return Optional.empty();
    }
    DownstreamTlsContext context =
        DownstreamTlsContext.newBuilder()
            .setCommonTlsContext(common)
            .setRequireClientCertificate(
                BoolValue.of(tls.getMode() == ServerTLSSettingsTLSmode.MUTUAL))
            .build();
    return Optional.of(new DownstreamTls(context, scope.secrets()));
  }

  /** The transport socket on top of TCP. */
  public TransportSocket socket() {
    return TransportSocket.newBuilder().setName(NAME).setTypedConfig(Any.pack(context)).build();
  }

  /** The transport socket of QUIC, inside which HTTP/3 is spoken and nothing else. */
  public TransportSocket quicSocket() {
    DownstreamTlsContext.Builder quic = context.toBuilder();
    quic.getCommonTlsContextBuilder().clearAlpnProtocols().addAlpnProtocols("h3");
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.quic")
        .setTypedConfig(
            Any.pack(QuicDownstreamTransport.newBuilder().setDownstreamTlsContext(quic).build()))
        .build();
  }
}
