package dev.ostia.translator.config;

import java.time.Duration;
import java.util.List;

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
    List<String> defaultDestinationRuleExportTo) {

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
   */
  public record RetryPolicy(int attempts, String retryOn) {
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
