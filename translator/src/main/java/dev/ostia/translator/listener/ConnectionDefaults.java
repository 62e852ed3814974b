package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.ostia.translator.config.GatewayDefaults;
import dev.ostia.translator.config.GatewayDefaults.ClientCertDetails;
import dev.ostia.translator.config.GatewayDefaults.ClientCertParts;
import dev.ostia.translator.config.GatewayDefaults.PathNormalization;
import dev.ostia.translator.config.GatewayDefaults.ProxyHeaders;
import dev.ostia.translator.resolve.ProtoDurations;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ServerHeaderTransformation;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails;
import io.envoyproxy.envoy.extensions.http.header_formatters.preserve_case.v3.PreserveCaseFormatterConfig;

/** What the mesh configuration says of every HTTP connection, put on a connection manager. */
final class ConnectionDefaults {

  private ConnectionDefaults() {}

  static void apply(GatewayDefaults defaults, HttpConnectionManager.Builder manager) {
    normalization(defaults.pathNormalization(), manager);
    if (defaults.numTrustedProxies() > 0) {
      manager.setXffNumTrustedHops(defaults.numTrustedProxies());
    }
    clientCertificates(defaults.clientCertDetails(), defaults.headers().clientCertParts(), manager);
    headers(defaults.headers(), manager);
    defaults
        .idleTimeout()
        .ifPresent(
            idle ->
                manager
                    .getCommonHttpProtocolOptionsBuilder()
                    .setIdleTimeout(ProtoDurations.of(idle)));
    if (defaults.http10()) {
      manager.getHttpProtocolOptionsBuilder().setAcceptHttp10(true);
    }
  }

  private static void normalization(
      PathNormalization wanted, HttpConnectionManager.Builder manager) {
    boolean decode = wanted == PathNormalization.DECODE_AND_MERGE_SLASHES;
    manager
        .setNormalizePath(BoolValue.of(wanted != PathNormalization.NONE))
        .setMergeSlashes(decode || wanted == PathNormalization.MERGE_SLASHES)
        .setPathWithEscapedSlashesAction(
            decode
                ? PathWithEscapedSlashesAction.UNESCAPE_AND_FORWARD
                : PathWithEscapedSlashesAction.KEEP_UNCHANGED);
  }

  private static void clientCertificates(
      ClientCertDetails wanted, ClientCertParts parts, HttpConnectionManager.Builder manager) {
    manager.setForwardClientCertDetails(
        switch (wanted) {
          case SANITIZE -> ForwardClientCertDetails.SANITIZE;
          case FORWARD_ONLY -> ForwardClientCertDetails.FORWARD_ONLY;
          case APPEND_FORWARD -> ForwardClientCertDetails.APPEND_FORWARD;
          case SANITIZE_SET -> ForwardClientCertDetails.SANITIZE_SET;
          case ALWAYS_FORWARD_ONLY -> ForwardClientCertDetails.ALWAYS_FORWARD_ONLY;
        });
    if (wanted == ClientCertDetails.SANITIZE_SET || wanted == ClientCertDetails.APPEND_FORWARD) {
      manager.setSetCurrentClientCertDetails(
          SetCurrentClientCertDetails.newBuilder()
              .setSubject(BoolValue.of(parts.subject()))
              .setCert(parts.cert())
              .setChain(parts.chain())
              .setDns(parts.dns())
              .setUri(parts.uri()));
    }
  }

  private static void headers(ProxyHeaders headers, HttpConnectionManager.Builder manager) {
    if (headers.server().isEmpty()) {
      manager.setServerHeaderTransformation(ServerHeaderTransformation.PASS_THROUGH);
    } else {
      manager.setServerName(headers.server());
    }
    if (!headers.requestId()) {
      manager.setGenerateRequestId(BoolValue.of(false));
    }
    if (headers.forwardedPort()) {
      manager.setAppendXForwardedPort(true);
    }
    if (headers.preserveCase()) {
      manager
          .getHttpProtocolOptionsBuilder()
          .getHeaderKeyFormatBuilder()
          .setStatefulFormatter(
              TypedExtensionConfig.newBuilder()
                  .setName("preserve_case")
                  .setTypedConfig(Any.pack(PreserveCaseFormatterConfig.getDefaultInstance())));
    }
  }
}
