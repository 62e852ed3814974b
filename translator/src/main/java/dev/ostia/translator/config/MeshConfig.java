package dev.ostia.translator.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Ostia reads of Istio's {@code MeshConfig}. Names and defaults are Istio's.
 *
 * @param rootNamespace {@code rootNamespace}: where mesh-wide objects live
 * @param domainSuffix the DNS suffix of the cluster, for the short names of Services
 * @param connectTimeout {@code connectTimeout} of upstream connections
 * @param accessLogFile {@code accessLogFile}; empty turns the access log off
 * @param accessLogFormat {@code accessLogFormat}; empty for Istio's default text
 * @param accessLogEncoding {@code accessLogEncoding}
 * @param defaultHttpRetryPolicy {@code defaultHttpRetryPolicy}
 * @param defaultServiceExportTo {@code defaultServiceExportTo}
 * @param defaultVirtualServiceExportTo {@code defaultVirtualServiceExportTo}
 * @param defaultDestinationRuleExportTo {@code defaultDestinationRuleExportTo}
 * @param upstreamDefaults what counts for every upstream cluster
 * @param gatewayDefaults what counts for every listener of a gateway
 * @param telemetryDefaults what Telemetry objects build upon
 */
public record MeshConfig(
    String rootNamespace,
    String domainSuffix,
    Duration connectTimeout,
    String accessLogFile,
    String accessLogFormat,
    AccessLogEncoding accessLogEncoding,
    RetryPolicy defaultHttpRetryPolicy,
    List<String> defaultServiceExportTo,
    List<String> defaultVirtualServiceExportTo,
    List<String> defaultDestinationRuleExportTo,
    UpstreamDefaults upstreamDefaults,
    GatewayDefaults gatewayDefaults,
    TelemetryDefaults telemetryDefaults) {

  /** A mesh configuration with Istio's defaults for clusters and listeners. */
  public MeshConfig(
      String rootNamespace,
      String domainSuffix,
      Duration connectTimeout,
      String accessLogFile,
      String accessLogFormat,
      AccessLogEncoding accessLogEncoding,
      RetryPolicy defaultHttpRetryPolicy,
      List<String> defaultServiceExportTo,
      List<String> defaultVirtualServiceExportTo,
      List<String> defaultDestinationRuleExportTo) {
    this(
        rootNamespace,
        domainSuffix,
        connectTimeout,
        accessLogFile,
        accessLogFormat,
        accessLogEncoding,
        defaultHttpRetryPolicy,
        defaultServiceExportTo,
        defaultVirtualServiceExportTo,
        defaultDestinationRuleExportTo,
        UpstreamDefaults.ISTIO,
        GatewayDefaults.ISTIO,
        TelemetryDefaults.ISTIO);
  }

  /** The same with other defaults for clusters, listeners and telemetry. */
  public MeshConfig with(
      UpstreamDefaults upstream, GatewayDefaults gateway, TelemetryDefaults telemetry) {
    return new MeshConfig(
        rootNamespace,
        domainSuffix,
        connectTimeout,
        accessLogFile,
        accessLogFormat,
        accessLogEncoding,
        defaultHttpRetryPolicy,
        defaultServiceExportTo,
        defaultVirtualServiceExportTo,
        defaultDestinationRuleExportTo,
        upstream,
        gateway,
        telemetry);
  }

  /** {@code accessLogEncoding}. */
  public enum AccessLogEncoding {
    TEXT,
    JSON
  }

  /**
   * {@code HTTPRetry} as the mesh gives it.
   *
   * @param attempts how often to try again; 0 turns retries off
   * @param retryOn Envoy's conditions, comma separated; empty for Istio's default ones
   * @param perTryTimeout of one try; null for that of the route
   * @param backoff the pause before the first retry; null for Envoy's
   * @param remoteLocalities whether retries go to other localities
   * @param otherHosts {@code retryIgnorePreviousHosts}, true by default
   */
  public record RetryPolicy(
      int attempts,
      String retryOn,
      @Nullable Duration perTryTimeout,
      @Nullable Duration backoff,
      boolean remoteLocalities,
      boolean otherHosts) {

    /** A policy that says no more. */
    public RetryPolicy(int attempts, String retryOn) {
      this(attempts, retryOn, null, null, false, true);
    }

    /** Istio's default: two retries on its default conditions. */
    public static final RetryPolicy ISTIO_DEFAULT = new RetryPolicy(2, "");
  }

  /** Istio's defaults. */
  public static MeshConfig defaults() {
    return new MeshConfig(
        "istio-system",
        "cluster.local",
        Duration.ofSeconds(10),
        "",
        "",
        AccessLogEncoding.TEXT,
        RetryPolicy.ISTIO_DEFAULT,
        List.of("*"),
        List.of("*"),
        List.of("*"));
  }
}
