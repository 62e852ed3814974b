package dev.ostia.translator.config;

import java.util.List;

/**
 * {@code tlsDefaults} of Istio's {@code MeshConfig}, for servers that do not say otherwise and for
 * TLS to backends.
 *
 * @param minProtocolVersion such as {@code TLSV1_3}; {@code TLS_AUTO} for Envoy's default; of
 *     servers alone
 * @param cipherSuites empty for Envoy's
 * @param ecdhCurves empty for Envoy's
 */
public record TlsDefaults(
    MinVersion minProtocolVersion, List<String> cipherSuites, List<String> ecdhCurves) {

  /** {@code TLSProtocol} of the mesh configuration. */
  public enum MinVersion {
    TLS_AUTO,
    TLSV1_2,
    TLSV1_3
  }

  /** Nothing is said. */
  public static final TlsDefaults NONE = new TlsDefaults(MinVersion.TLS_AUTO, List.of(), List.of());
}
