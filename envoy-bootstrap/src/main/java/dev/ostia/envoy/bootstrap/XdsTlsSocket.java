package dev.ostia.envoy.bootstrap;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.nio.file.Path;

/** TLS towards the control plane. */
final class XdsTlsSocket {

  private XdsTlsSocket() {}

  static TransportSocket of(XdsTls tls) {
    UpstreamTlsContext.Builder context =
        UpstreamTlsContext.newBuilder().setCommonTlsContext(common(tls));
    if (!HostPort.isIpAddress(tls.serverName())) {
      context.setSni(tls.serverName());
    }
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Any.pack(context.build()))
        .build();
  }

  private static CommonTlsContext common(XdsTls tls) {
    CommonTlsContext.Builder common =
        CommonTlsContext.newBuilder()
            // Envoy's own maximum for what it connects to is 1.2.
            .setTlsParams(
                TlsParameters.newBuilder()
                    .setTlsMinimumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_2)
                    .setTlsMaximumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_3))
            .addAlpnProtocols("h2");
    if (tls.secretFiles() != null) {
      followed(tls, tls.secretFiles(), common);
      return common.build();
    }
    common.setValidationContext(validation(tls).setTrustedCa(file(tls.ca())));
    Path certificate = tls.certificate();
    Path key = tls.key();
    if (certificate != null && key != null) {
      common.addTlsCertificates(
          TlsCertificate.newBuilder()
              .setCertificateChain(file(certificate))
              .setPrivateKey(file(key)));
    }
    return common.build();
  }

  private static void followed(XdsTls tls, Path folder, CommonTlsContext.Builder common) {
    if (tls.certificate() != null) {
      common.addTlsCertificateSdsSecretConfigs(XdsSecretFiles.certificate(folder));
    }
    common.setCombinedValidationContext(
        CombinedCertificateValidationContext.newBuilder()
            .setDefaultValidationContext(validation(tls))
            .setValidationContextSdsSecretConfig(XdsSecretFiles.authorities(folder)));
  }

  /** Envoy compares no names unless it is told to. */
  private static CertificateValidationContext.Builder validation(XdsTls tls) {
    return CertificateValidationContext.newBuilder()
        .addMatchTypedSubjectAltNames(
            SubjectAltNameMatcher.newBuilder()
                .setSanType(
                    HostPort.isIpAddress(tls.serverName())
                        ? SubjectAltNameMatcher.SanType.IP_ADDRESS
                        : SubjectAltNameMatcher.SanType.DNS)
                .setMatcher(StringMatcher.newBuilder().setExact(tls.serverName())));
  }

  private static DataSource file(Path path) {
    return DataSource.newBuilder().setFilename(path.toString()).build();
  }
}
