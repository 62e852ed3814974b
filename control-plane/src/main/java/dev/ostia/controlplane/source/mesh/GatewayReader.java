package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.GatewayDefaults;
import dev.ostia.translator.config.GatewayDefaults.ClientCertDetails;
import dev.ostia.translator.config.GatewayDefaults.PathNormalization;
import dev.ostia.translator.config.GatewayDefaults.ProxyHeaders;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

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
          "tracing",
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

  GatewayReader(MeshValues values) {
    this.values = values;
  }

  GatewayDefaults read() {
    return new GatewayDefaults(
        normalization,
        trustedProxies,
        certDetails,
        proxyProtocol,
        new ProxyHeaders(server, requestId, attemptCount, debug, forwardedPort, preserveCase));
  }

  /**
   * Reads a field.
   *
   * @param canonical its name in camel case
   * @param name its name as it stands
   */
  void field(String canonical, String name, JsonNode value) {
    if (canonical.equals("pathNormalization")) {
      each(name, value, this::normalization);
    } else {
      each(name, value, this::proxyConfig);
    }
  }

  private void each(String path, JsonNode value, BiConsumer<String, JsonNode> reader) {
    if (!value.isObject()) {
      values.wrong(path, "a mapping", "");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isNull()) {
        reader.accept(path + "." + entry.getKey(), entry.getValue());
      }
    }
  }

  private static String last(String path) {
    return MeshValues.canonical(path.substring(path.lastIndexOf('.') + 1));
  }

  private void normalization(String path, JsonNode value) {
    if (!last(path).equals("normalization")) {
      values.notRead(path, false);
    } else if (!value.asText().equals(DEFAULT)) {
      normalization = values.word(path, value, PathNormalization.class, normalization);
    }
  }

  private void proxyConfig(String path, JsonNode value) {
    switch (last(path)) {
      case "gatewayTopology" -> each(path, value, this::topology);
      case "proxyHeaders" -> each(path, value, this::header);
      default -> values.notRead(path, NOT_READ.contains(last(path)));
    }
  }

  private void topology(String path, JsonNode value) {
    switch (last(path)) {
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
    switch (last(path)) {
      case "server" -> each(path, value, this::server);
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
                  .contains(last(path)));
    }
  }

  private void server(String path, JsonNode value) {
    switch (last(path)) {
      case "value" -> server = values.text(path, value, server);
      case "disabled" -> server = values.flag(path, value, false) ? "" : server;
      default -> values.notRead(path, false);
    }
  }

  private boolean enabled(String path, JsonNode value) {
    boolean[] enabled = {true};
    each(
        path,
        value,
        (field, flag) -> {
          if (last(field).equals("disabled")) {
            enabled[0] = !values.flag(field, flag, false);
          } else {
            values.notRead(field, false);
          }
        });
    return enabled[0];
  }
}
