package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.GatewayDefaults;
import dev.ostia.translator.config.GatewayDefaults.PathNormalization;
import dev.ostia.translator.config.TlsDefaults;
import dev.ostia.translator.config.TlsDefaults.MinVersion;
import java.util.List;

/** The fields of a mesh configuration that count for connections to gateways. */
final class GatewayReader {

  private static final String DEFAULT = "DEFAULT";

  private final MeshValues values;
  private final TelemetryReader telemetry;
  private final ProxyConfigReader proxyConfig;
  private PathNormalization normalization = GatewayDefaults.ISTIO.pathNormalization();
  private MinVersion minVersion = MinVersion.TLS_AUTO;
  private List<String> cipherSuites = List.of();
  private List<String> ecdhCurves = List.of();

  GatewayReader(MeshValues values, TelemetryReader telemetry) {
    this.values = values;
    this.telemetry = telemetry;
    this.proxyConfig = new ProxyConfigReader(values);
  }

  GatewayDefaults read() {
    GatewayDefaults ofIstio = GatewayDefaults.ISTIO;
    return proxyConfig
        .read()
        .over(
            new GatewayDefaults(
                normalization,
                ofIstio.numTrustedProxies(),
                ofIstio.clientCertDetails(),
                ofIstio.proxyProtocol(),
                ofIstio.headers(),
                new TlsDefaults(minVersion, cipherSuites, ecdhCurves),
                ofIstio.idleTimeout(),
                ofIstio.http10()));
  }

  /**
   * Reads a field.
   *
   * @param canonical its name in camel case
   * @param name its name as it stands
   */
  void field(String canonical, String name, JsonNode value) {
    switch (canonical) {
      case "pathNormalization" -> values.each(name, value, this::normalization);
      case "tlsDefaults" -> values.each(name, value, this::tlsDefault);
      default -> values.each(name, value, this::proxyConfig);
    }
  }

  private void tlsDefault(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "minProtocolVersion" ->
          minVersion = values.word(path, value, MinVersion.class, minVersion);
      case "cipherSuites" -> cipherSuites = values.texts(path, value);
      case "ecdhCurves" -> ecdhCurves = values.texts(path, value);
      default -> values.notRead(path, false);
    }
  }

  private void normalization(String path, JsonNode value) {
    if (!MeshValues.last(path).equals("normalization")) {
      values.notRead(path, false);
    } else if (!value.asText().equals(DEFAULT)) {
      normalization = values.word(path, value, PathNormalization.class, normalization);
    }
  }

  private void proxyConfig(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "tracing", "meshId" -> telemetry.field(MeshValues.last(path), path, value);
      default -> proxyConfig.field(path, value);
    }
  }
}
