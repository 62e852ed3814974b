package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.GatewayDefaults.ClientCertDetails;
import dev.ostia.translator.config.GatewayDefaults.ClientCertParts;
import dev.ostia.translator.config.ProxyOverrides;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Istio's {@code ProxyConfig}, of the whole mesh or of one gateway. */
final class ProxyConfigReader {

  private static final String UNDEFINED = "UNDEFINED";

  /** Fields that have no effect on Ostia. */
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
  private Optional<Integer> trustedProxies = Optional.empty();
  private Optional<ClientCertDetails> certDetails = Optional.empty();
  private Optional<Boolean> proxyProtocol = Optional.empty();
  private Optional<String> server = Optional.empty();
  private Optional<Boolean> requestId = Optional.empty();
  private Optional<Boolean> attemptCount = Optional.empty();
  private Optional<Boolean> debug = Optional.empty();
  private Optional<Boolean> forwardedPort = Optional.empty();
  private Optional<Boolean> forwardedHost = Optional.empty();
  private Optional<Boolean> preserveCase = Optional.empty();
  private Optional<ClientCertParts> certParts = Optional.empty();

  ProxyConfigReader(MeshValues values) {
    this.values = values;
  }

  ProxyOverrides read() {
    return new ProxyOverrides(
        trustedProxies,
        certDetails,
        proxyProtocol,
        new ProxyOverrides.Headers(
            server,
            requestId,
            attemptCount,
            debug,
            forwardedPort,
            forwardedHost,
            preserveCase,
            certParts),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Reads a field; tracing is not among those that it knows. */
  void field(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "gatewayTopology" -> values.each(path, value, this::topology);
      case "proxyHeaders" -> values.each(path, value, this::header);
      default -> values.notRead(path, NOT_READ.contains(MeshValues.last(path)));
    }
  }

  private void topology(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "numTrustedProxies" -> trustedProxies = Optional.of(values.count(path, value, 0));
      case "forwardClientCertDetails" -> certDetails = certDetails(path, value);
      case "proxyProtocol" -> proxyProtocol = Optional.of(true);
      default -> values.notRead(path, false);
    }
  }

  private Optional<ClientCertDetails> certDetails(String path, JsonNode value) {
    return value.asText().equals(UNDEFINED)
        ? certDetails
        : Optional.of(
            values.word(path, value, ClientCertDetails.class, ClientCertDetails.SANITIZE_SET));
  }

  private void header(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "server" -> values.each(path, value, this::server);
      case "requestId" -> requestId = Optional.of(enabled(path, value));
      case "attemptCount" -> attemptCount = Optional.of(enabled(path, value));
      case "envoyDebugHeaders" -> debug = Optional.of(enabled(path, value));
      case "preserveHttp1HeaderCase" -> preserveCase = Optional.of(values.flag(path, value, false));
      case "xForwardedPort" -> forwardedPort = Optional.of(value.path("enabled").asBoolean());
      case "xForwardedHost" -> forwardedHost = Optional.of(value.path("enabled").asBoolean());
      case "forwardedClientCert" -> certDetails = certDetails(path, value);
      case "setCurrentClientCertDetails" -> certParts = Optional.of(certParts(path, value));
      default -> values.notRead(path, MeshValues.last(path).equals("metadataExchangeHeaders"));
    }
  }

  /** Given at all, it takes the place of Istio's choice as a whole. */
  private ClientCertParts certParts(String path, JsonNode value) {
    TreeMap<String, Boolean> parts = new TreeMap<>();
    values.each(
        path,
        value,
        (field, flag) -> {
          String part = MeshValues.last(field);
          if (Set.of("subject", "cert", "chain", "dns", "uri").contains(part)) {
            parts.put(part, values.flag(field, flag, false));
          } else {
            values.notRead(field, false);
          }
        });
    return new ClientCertParts(
        parts.getOrDefault("subject", false),
        parts.getOrDefault("cert", false),
        parts.getOrDefault("chain", false),
        parts.getOrDefault("dns", false),
        parts.getOrDefault("uri", false));
  }

  private void server(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "value" -> server = server.or(() -> Optional.of(values.text(path, value, "")));
      case "disabled" -> server = values.flag(path, value, false) ? Optional.of("") : server;
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
