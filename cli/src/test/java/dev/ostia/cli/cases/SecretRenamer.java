package dev.ostia.cli.cases;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;

/** Puts a prefix before the names of secrets, and where TLS contexts ask for them. */
final class SecretRenamer {

  /** Envoy opens a listener this long after a secret should have come: 15 s in earnest. */
  private static final Duration PATIENCE = Duration.newBuilder().setSeconds(3).build();

  private SecretRenamer() {}

  static Secret secret(Secret secret, String prefix) {
    return secret.toBuilder().setName(prefix + secret.getName()).build();
  }

  static void socket(TransportSocket.Builder socket, String prefix) {
    Any config = socket.getTypedConfig();
    try {
      if (config.is(DownstreamTlsContext.class)) {
        DownstreamTlsContext.Builder context =
            config.unpack(DownstreamTlsContext.class).toBuilder();
        context(context.getCommonTlsContextBuilder(), prefix);
        socket.setTypedConfig(Any.pack(context.build()));
      } else if (config.is(UpstreamTlsContext.class)) {
        UpstreamTlsContext.Builder context = config.unpack(UpstreamTlsContext.class).toBuilder();
        context(context.getCommonTlsContextBuilder(), prefix);
        socket.setTypedConfig(Any.pack(context.build()));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void context(CommonTlsContext.Builder context, String prefix) {
    context.getTlsCertificateSdsSecretConfigsBuilderList().forEach(c -> name(c, prefix));
    if (context.hasValidationContextSdsSecretConfig()) {
      name(context.getValidationContextSdsSecretConfigBuilder(), prefix);
    }
    if (context.hasCombinedValidationContext()) {
      name(
          context
              .getCombinedValidationContextBuilder()
              .getValidationContextSdsSecretConfigBuilder(),
          prefix);
    }
  }

  private static void name(SdsSecretConfig.Builder config, String prefix) {
    config.setName(prefix + config.getName());
    config.getSdsConfigBuilder().setInitialFetchTimeout(PATIENCE);
  }
}
