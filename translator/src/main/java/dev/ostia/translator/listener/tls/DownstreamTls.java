package dev.ostia.translator.listener.tls;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.secret.SecretReference;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSmode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The transport socket of a server that ends TLS.
 *
 * @param secrets what it asks for over SDS
 */
public record DownstreamTls(TransportSocket socket, Set<SecretReference> secrets) {

  private static final String NAME = "envoy.transport_sockets.tls";

  /** What clients may speak inside TLS; as in Istio also where it is not HTTP. */
  private static final List<String> ALPN = List.of("h2", "http/1.1");

  /**
   * Reads the TLS settings of a server.
   *
   * @param diagnostics gets what is wrong or has no effect
   * @return empty if they are faulty in a way for which no connection can be taken
   */
  public static Optional<DownstreamTls> of(BoundServer server, Consumer<Diagnostic> diagnostics) {
    ServerTLSSettings tls = server.tls();
    if (tls == null || !server.kind().terminatesTls()) {
      return Optional.empty();
    }
    TlsScope scope = new TlsScope(server, tls, diagnostics);
    CommonTlsContext.Builder common = CommonTlsContext.newBuilder().addAllAlpnProtocols(ALPN);
    ProtocolSettings.of(scope).ifPresent(common::setTlsParams);
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
    TransportSocket socket =
        TransportSocket.newBuilder().setName(NAME).setTypedConfig(Any.pack(context)).build();
    return Optional.of(new DownstreamTls(socket, scope.secrets()));
  }
}
