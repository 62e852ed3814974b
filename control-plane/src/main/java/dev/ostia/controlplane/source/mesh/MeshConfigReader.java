package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CaseFormat;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.MeshConfig.AccessLogEncoding;
import dev.ostia.translator.config.MeshConfig.RetryPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The tree of a {@code MeshConfig} to what Ostia reads of it. One per file. */
final class MeshConfigReader {

  /** Fields of Istio's MeshConfig that have no effect on Ostia. */
  private static final Set<String> NOT_READ =
      Set.of(
          "proxyListenPort",
          "proxyInboundListenPort",
          "proxyHttpPort",
          "tcpKeepalive",
          "ingressClass",
          "ingressService",
          "ingressControllerMode",
          "ingressSelector",
          "enableTracing",
          "enableEnvoyAccessLogService",
          "disableEnvoyListenerLog",
          "defaultConfig",
          "outboundTrafficPolicy",
          "inboundTrafficPolicy",
          "configSources",
          "enableAutoMtls",
          "trustDomain",
          "trustDomainAliases",
          "caCertificates",
          "localityLbSetting",
          "dnsRefreshRate",
          "h2UpgradePolicy",
          "inboundClusterStatName",
          "outboundClusterStatName",
          "certificates",
          "thriftConfig",
          "serviceSettings",
          "serviceScopeConfigs",
          "enablePrometheusMerge",
          "verifyCertificateAtClient",
          "ca",
          "extensionProviders",
          "defaultProviders",
          "discoverySelectors",
          "pathNormalization",
          "meshMTLS",
          "tlsDefaults",
          "defaultTrafficPolicy");

  private static final Set<String> RETRY_FIELDS_NOT_READ =
      Set.of("perTryTimeout", "retryRemoteLocalities", "retryIgnorePreviousHosts", "backoff");

  /** A protobuf Duration in JSON, the only form that istiod takes here. */
  private static final Pattern DURATION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?s");

  private final FieldPositions positions;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
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
    this.positions = positions;
  }

  /** What is wrong; complete once {@link #read} has returned. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
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
        destinationRuleExportTo);
  }

  /** Istio reads both forms of a name: accessLogFile and access_log_file. */
  private static String canonical(String name) {
    return name.indexOf('_') < 0
        ? name
        : CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name);
  }

  private void field(String name, JsonNode value) {
    switch (canonical(name)) {
      case "rootNamespace" -> rootNamespace = text(name, value, rootNamespace);
      case "connectTimeout" -> connectTimeout = duration(name, value, connectTimeout);
      case "accessLogFile" -> accessLogFile = text(name, value, accessLogFile);
      case "accessLogFormat" -> accessLogFormat = text(name, value, accessLogFormat);
      case "accessLogEncoding" -> accessLogEncoding = encoding(name, value);
      case "defaultHttpRetryPolicy" -> retryPolicy = retryPolicy(name, value);
      case "defaultServiceExportTo" -> serviceExportTo = texts(name, value, serviceExportTo);
      case "defaultVirtualServiceExportTo" ->
          virtualServiceExportTo = texts(name, value, virtualServiceExportTo);
      case "defaultDestinationRuleExportTo" ->
          destinationRuleExportTo = texts(name, value, destinationRuleExportTo);
      default -> notRead(name, NOT_READ.contains(canonical(name)));
    }
  }

  private void notRead(String field, boolean known) {
    if (known) {
      report(
          DiagnosticCode.NOT_HONOURED,
          field,
          "this setting of the mesh configuration has no effect: Ostia does not read it",
          "");
    } else {
      report(
          DiagnosticCode.UNKNOWN_FIELD,
          field,
          "the mesh configuration has no such field",
          "Check the spelling, or remove it");
    }
  }

  private RetryPolicy retryPolicy(String field, JsonNode value) {
    if (!value.isObject()) {
      wrong(field, "a mapping", "Such as attempts: 2");
      return retryPolicy;
    }
    // As in a route: a policy that does not say how often means never.
    int attempts = 0;
    String retryOn = "";
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
        default -> notRead(path, RETRY_FIELDS_NOT_READ.contains(canonical(entry.getKey())));
      }
    }
    return new RetryPolicy(attempts, retryOn);
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
    if (value.isTextual()) {
      return value.textValue();
    }
    wrong(field, "a text", "Put the value in quotes");
    return fallback;
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

  private Duration duration(String field, JsonNode value, Duration fallback) {
    String given = value.asText();
    if (value.isTextual() && DURATION.matcher(given).matches()) {
      BigDecimal seconds = new BigDecimal(given.substring(0, given.length() - 1));
      if (seconds.signum() > 0) {
        return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
      }
    }
    wrong(field, "a time in seconds, more than none", "Such as " + field + ": 2.5s");
    return fallback;
  }

  private void wrong(String field, String expected, String advice) {
    report(DiagnosticCode.WRONG_TYPE, field, "the value must be " + expected, advice);
  }

  private void report(DiagnosticCode code, String field, String message, String advice) {
    diagnostics.add(
        new Diagnostic(code, code.severity(), null, field, message, advice, positions.of(field)));
  }
}
