package dev.ostia.controlplane.cases;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.controlplane.cases.Answer.Handshake;
import dev.ostia.controlplane.cases.pki.Certificates;
import dev.ostia.controlplane.cases.pki.PemFiles;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the handshake of a client with a filter chain comes to, from Envoy's configuration alone:
 * the certificate, what is asked of the client, ALPN and the TLS version. Which cipher suite the
 * two agree on is not known.
 */
final class SimulatedHandshake {

  private final Map<String, Message> secrets;
  private final DownstreamTlsContext context;

  SimulatedHandshake(Map<String, Message> secrets, TransportSocket socket) {
    this.secrets = secrets;
    try {
      this.context = socket.getTypedConfig().unpack(DownstreamTlsContext.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a filter chain has another socket than TLS", e);
    }
  }

  /** What the client is shown; empty if the handshake fails. */
  Optional<Handshake> with(Wire wire) {
    List<TlsCertificate> certificates = certificates();
    Optional<String> version = version(wire);
    if (certificates.isEmpty() || version.isEmpty() || !acceptsClient(wire)) {
      return Optional.empty();
    }
    // Envoy goes by the signatures, not by the cipher suites, where a client says it knows TLS 1.3.
    boolean rsaOnly =
        !wire.signatures().isEmpty()
            && wire.signatures().stream().allMatch(scheme -> scheme.startsWith("rsa_"));
    TlsCertificate shown =
        certificates.stream()
            .min(Comparator.comparing(c -> isRsa(leaf(c)) != rsaOnly))
            .orElseThrow();
    return Optional.of(
        new Handshake(leaf(shown), alpn(wire), version.get(), "", shown.hasOcspStaple()));
  }

  private static X509Certificate leaf(TlsCertificate certificate) {
    return PemFiles.certificates(certificate.getCertificateChain()).getFirst();
  }

  private static boolean isRsa(X509Certificate certificate) {
    return certificate.getPublicKey().getAlgorithm().equals("RSA");
  }

  /** Those of the context that have arrived; a chain with none takes nobody. */
  private List<TlsCertificate> certificates() {
    CommonTlsContext common = context.getCommonTlsContext();
    List<TlsCertificate> all = new ArrayList<>(common.getTlsCertificatesList());
    for (SdsSecretConfig config : common.getTlsCertificateSdsSecretConfigsList()) {
      if (secrets.get(config.getName()) instanceof Secret secret) {
        all.add(secret.getTlsCertificate());
      }
    }
    return all;
  }

  private boolean acceptsClient(Wire wire) {
    Optional<SimulatedTrust> trust =
        SimulatedTrust.of(context.getCommonTlsContext(), name -> secrets.get(name));
    if (trust.isEmpty()) {
      return false;
    }
    return wire.clientCertificate()
        .map(name -> trust.get().accepts(Certificates.OF_CASES.get(name)))
        .orElse(!context.getRequireClientCertificate().getValue());
  }

  private String alpn(Wire wire) {
    return context.getCommonTlsContext().getAlpnProtocolsList().stream()
        .filter(wire.alpn()::contains)
        .findFirst()
        .orElse("");
  }

  private Optional<String> version(Wire wire) {
    TlsParameters parameters = context.getCommonTlsContext().getTlsParams();
    int least = number(parameters.getTlsMinimumProtocolVersion(), TlsProtocol.TLSv1_2);
    int most = number(parameters.getTlsMaximumProtocolVersion(), TlsProtocol.TLSv1_3);
    int wanted =
        wire.version()
            .map(v -> TlsProtocol.valueOf(v.replace('.', '_')).getNumber())
            .orElse(Math.min(most, TlsProtocol.TLSv1_3.getNumber()));
    return wanted >= least && wanted <= most
        ? Optional.of(TlsProtocol.forNumber(wanted).name().replace('_', '.'))
        : Optional.empty();
  }

  private static int number(TlsProtocol version, TlsProtocol automatic) {
    return version == TlsProtocol.TLS_AUTO ? automatic.getNumber() : version.getNumber();
  }
}
