package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.MeshConfig.AccessLogEncoding;
import dev.ostia.translator.config.MeshConfig.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tree of a {@code MeshConfig} to what Ostia reads of it. One per file. */
final class MeshConfigReader {

  /** Fields of Istio's MeshConfig that have no effect on Ostia. */
  private static final Set<String> NOT_READ =
      Set.of(
          "proxyListenPort",
          "proxyInboundListenPort",
          "proxyHttpPort",
          "ingressClass",
          "ingressService",
          "ingressControllerMode",
          "ingressSelector",
          "enableEnvoyAccessLogService",
          "outboundTrafficPolicy",
          "inboundTrafficPolicy",
          "configSources",
          "enableAutoMtls",
          "trustDomainAliases",
          "caCertificates",
          "inboundClusterStatName",
          "certificates",
          "thriftConfig",
          "serviceSettings",
          "serviceScopeConfigs",
          "enablePrometheusMerge",
          "verifyCertificateAtClient",
          "ca",
          "discoverySelectors",
          "meshMTLS");

  private final MeshValues values;
  private final UpstreamReader upstream;
  private final GatewayReader gateway;
  private final TelemetryReader telemetry;
  private String rootNamespace = MeshConfig.defaults().rootNamespace();
  private Duration connectTimeout = MeshConfig.defaults().connectTimeout();
  private String accessLogFile = MeshConfig.defaults().accessLogFile();
  private String accessLogFormat = MeshConfig.defaults().accessLogFormat();
  private AccessLogEncoding accessLogEncoding = MeshConfig.defaults().accessLogEncoding();
  private RetryPolicy retryPolicy = MeshConfig.defaults().defaultHttpRetryPolicy();
  private List<String> serviceExportTo = MeshConfig.defaults().defaultServiceExportTo();
  private List<String> virtualServiceExportTo =
      MeshConfig.defaults().defaultVirtualServiceExportTo();
  private List<String> destinationRuleExportTo =
      MeshConfig.defaults().defaultDestinationRuleExportTo();

  MeshConfigReader(FieldPositions positions) {
    this.values = new MeshValues(positions);
    this.upstream = new UpstreamReader(values);
    this.telemetry = new TelemetryReader(values);
    this.gateway = new GatewayReader(values, telemetry);
  }

  /** What is wrong; complete once {@link #read} has returned. */
  List<Diagnostic> diagnostics() {
    return values.diagnostics();
  }

  /** Reads all fields; those that are wrong keep their default and are reported. */
  MeshConfig read(JsonNode root) {
    if (!root.isObject()) {
      report(
          DiagnosticCode.WRONG_TYPE,
          "",
          "the mesh configuration must be a mapping",
          "Write fields of MeshConfig, such as accessLogFile: /dev/stdout");
    }
    root.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> field(field.getKey(), field.getValue()));
    return new MeshConfig(
            rootNamespace,
            MeshConfig.defaults().domainSuffix(),
            connectTimeout,
            accessLogFile,
            accessLogFormat,
            accessLogEncoding,
            retryPolicy,
            serviceExportTo,
            virtualServiceExportTo,
            destinationRuleExportTo)
        .with(upstream.read(), gateway.read(), telemetry.read());
  }

  private static String canonical(String name) {
    return MeshValues.canonical(name);
  }

  private void field(String name, JsonNode value) {
    switch (canonical(name)) {
      case "rootNamespace" -> rootNamespace = text(name, value, rootNamespace);
      case "connectTimeout" ->
          connectTimeout =
              Objects.requireNonNullElse(duration(name, value, connectTimeout), connectTimeout);
      case "accessLogFile" -> accessLogFile = text(name, value, accessLogFile);
      case "accessLogFormat" -> accessLogFormat = text(name, value, accessLogFormat);
      case "accessLogEncoding" -> accessLogEncoding = encoding(name, value);
      case "defaultHttpRetryPolicy" -> retryPolicy = retryPolicy(name, value);
      case "defaultServiceExportTo" -> serviceExportTo = texts(name, value, serviceExportTo);
      case "defaultVirtualServiceExportTo" ->
          virtualServiceExportTo = texts(name, value, virtualServiceExportTo);
      case "defaultDestinationRuleExportTo" ->
          destinationRuleExportTo = texts(name, value, destinationRuleExportTo);
      case "pathNormalization", "defaultConfig", "tlsDefaults" ->
          gateway.field(canonical(name), name, value);
      case "extensionProviders", "defaultProviders", "disableEnvoyListenerLog", "trustDomain" ->
          telemetry.field(canonical(name), name, value);
      case "tcpKeepalive",
          "localityLbSetting",
          "dnsRefreshRate",
          "h2UpgradePolicy",
          "outboundClusterStatName",
          "defaultTrafficPolicy" ->
          upstream.field(canonical(name), name, value);
      case "enableTracing" ->
          values.report(
              DiagnosticCode.NOT_HONOURED,
              name,
              "this setting has no effect: it asks for spans without saying to whom, which Envoy"
                  + " refuses",
              "Name a provider of extensionProviders in defaultProviders.tracing, or in a"
                  + " Telemetry");
      default -> notRead(name, NOT_READ.contains(canonical(name)));
    }
  }

  private void notRead(String field, boolean known) {
    values.notRead(field, known);
  }

  private RetryPolicy retryPolicy(String field, JsonNode value) {
    if (!value.isObject()) {
      wrong(field, "a mapping", "Such as attempts: 2");
      return retryPolicy;
    }
    // As in a route: a policy that does not say how often means never.
    int attempts = 0;
    String retryOn = "";
    Duration perTryTimeout = null;
    Duration backoff = null;
    boolean remoteLocalities = false;
    boolean otherHosts = true;
    for (var entry : value.properties()) {
      String path = field + "." + entry.getKey();
      JsonNode child = entry.getValue();
      switch (canonical(entry.getKey())) {
        case "attempts" -> {
          if (child.canConvertToInt() && child.isIntegralNumber() && child.intValue() >= 0) {
            attempts = child.intValue();
          } else {
            wrong(path, "a number that is not negative", "Such as attempts: 2");
          }
        }
        case "retryOn" -> retryOn = text(path, child, "");
        case "perTryTimeout" -> perTryTimeout = duration(path, child, null);
        case "backoff" -> backoff = duration(path, child, null);
        case "retryRemoteLocalities" -> remoteLocalities = values.flag(path, child, false);
        case "retryIgnorePreviousHosts" -> otherHosts = values.flag(path, child, true);
        default -> notRead(path, false);
      }
    }
    return new RetryPolicy(attempts, retryOn, perTryTimeout, backoff, remoteLocalities, otherHosts);
  }

  private AccessLogEncoding encoding(String field, JsonNode value) {
    return switch (value.asText()) {
      case "TEXT", "0" -> AccessLogEncoding.TEXT;
      case "JSON", "1" -> AccessLogEncoding.JSON;
      default -> {
        wrong(field, "TEXT or JSON", "Such as accessLogEncoding: JSON");
        yield accessLogEncoding;
      }
    };
  }

  private String text(String field, JsonNode value, String fallback) {
    return values.text(field, value, fallback);
  }

  private List<String> texts(String field, JsonNode value, List<String> fallback) {
    List<String> texts = new ArrayList<>();
    value.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
    if (!value.isArray() || texts.contains("")) {
      wrong(field, "a list of texts", "Such as " + field + ": [\"*\"]");
      return fallback;
    }
    return texts.isEmpty() ? fallback : List.copyOf(texts);
  }

  private @Nullable Duration duration(String field, JsonNode value, @Nullable Duration fallback) {
    return values.duration(field, value, fallback);
  }

  private void wrong(String field, String expected, String advice) {
    values.wrong(field, expected, advice);
  }

  private void report(DiagnosticCode code, String field, String message, String advice) {
    values.report(code, field, message, advice);
  }
}
