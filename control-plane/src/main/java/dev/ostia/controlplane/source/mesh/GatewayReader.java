package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.GatewayDefaults;
import dev.ostia.translator.config.GatewayDefaults.ClientCertDetails;
import dev.ostia.translator.config.GatewayDefaults.PathNormalization;
import dev.ostia.translator.config.GatewayDefaults.ProxyHeaders;
import dev.ostia.translator.config.TlsDefaults;
import dev.ostia.translator.config.TlsDefaults.MinVersion;
import java.util.List;
import java.util.Set;

/** The fields of a mesh configuration that count for connections to gateways. */
final class GatewayReader {

  private static final String DEFAULT = "DEFAULT";
  private static final String UNDEFINED = "UNDEFINED";

  /** Fields of {@code defaultConfig}, Istio's ProxyConfig, that have no effect on Ostia. */
  private static final Set<String> NOT_READ =
      Set.of(
          "configPath",
          "binaryPath",
          "serviceCluster",
          "drainDuration",
          "discoveryAddress",
          "zipkinAddress",
          "statsdUdpAddress",
          "proxyAdminPort",
          "controlPlaneAuthPolicy",
          "customConfigFile",
          "statNameLength",
          "concurrency",
          "proxyBootstrapTemplatePath",
          "interceptionMode",
          "sds",
          "envoyAccessLogService",
          "envoyMetricsService",
          "proxyMetadata",
          "runtimeValues",
          "statusPort",
          "extraStatTags",
          "terminationDrainDuration",
          "meshId",
          "readinessProbe",
          "proxyStatsMatcher",
          "holdApplicationUntilProxyStarts",
          "caCertificatesPem",
          "image",
          "privateKeyProvider",
          "fileFlushInterval",
          "fileFlushMinSizeKb",
          "connectionSettings");

  private final MeshValues values;
  private final TelemetryReader telemetry;
  private PathNormalization normalization = GatewayDefaults.ISTIO.pathNormalization();
  private int trustedProxies;
  private ClientCertDetails certDetails = GatewayDefaults.ISTIO.clientCertDetails();
  private boolean proxyProtocol;
  private String server = ProxyHeaders.ISTIO.server();
  private boolean requestId = true;
  private boolean attemptCount = true;
  private boolean debug = true;
  private boolean forwardedPort;
  private boolean preserveCase;
  private MinVersion minVersion = MinVersion.TLS_AUTO;
  private List<String> cipherSuites = List.of();
  private List<String> ecdhCurves = List.of();

  GatewayReader(MeshValues values, TelemetryReader telemetry) {
    this.values = values;
    this.telemetry = telemetry;
  }

  GatewayDefaults read() {
    return new GatewayDefaults(
        normalization,
        trustedProxies,
        certDetails,
        proxyProtocol,
        new ProxyHeaders(server, requestId, attemptCount, debug, forwardedPort, preserveCase),
        new TlsDefaults(minVersion, cipherSuites, ecdhCurves));
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
      case "gatewayTopology" -> values.each(path, value, this::topology);
      case "proxyHeaders" -> values.each(path, value, this::header);
      case "tracing" -> telemetry.field("tracing", path, value);
      default -> values.notRead(path, NOT_READ.contains(MeshValues.last(path)));
    }
  }

  private void topology(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "numTrustedProxies" -> trustedProxies = values.count(path, value, 0);
      case "forwardClientCertDetails" -> {
        if (!value.asText().equals(UNDEFINED)) {
          certDetails = values.word(path, value, ClientCertDetails.class, certDetails);
        }
      }
      case "proxyProtocol" -> proxyProtocol = true;
      default -> values.notRead(path, false);
    }
  }

  private void header(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "server" -> values.each(path, value, this::server);
      case "requestId" -> requestId = enabled(path, value);
      case "attemptCount" -> attemptCount = enabled(path, value);
      case "envoyDebugHeaders" -> debug = enabled(path, value);
      case "preserveHttp1HeaderCase" -> preserveCase = values.flag(path, value, false);
      case "xForwardedPort" -> forwardedPort = value.path("enabled").asBoolean();
      case "forwardedClientCert" -> {
        if (!value.asText().equals(UNDEFINED)) {
          certDetails = values.word(path, value, ClientCertDetails.class, certDetails);
        }
      }
      default ->
          values.notRead(
              path,
              Set.of("xForwardedHost", "metadataExchangeHeaders", "setCurrentClientCertDetails")
                  .contains(MeshValues.last(path)));
    }
  }

  private void server(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "value" -> server = values.text(path, value, server);
      case "disabled" -> server = values.flag(path, value, false) ? "" : server;
      default -> values.notRead(path, false);
    }
  }

  private boolean enabled(String path, JsonNode value) {
    boolean[] enabled = {true};
    values.each(
        path,
        value,
        (field, flag) -> {
          if (MeshValues.last(field).equals("disabled")) {
            enabled[0] = !values.flag(field, flag, false);
          } else {
            values.notRead(field, false);
          }
        });
    return enabled[0];
  }
}
