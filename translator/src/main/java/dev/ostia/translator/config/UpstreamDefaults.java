package dev.ostia.translator.config;

import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsTCPSettingsTcpKeepalive;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSetting;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Istio's {@code MeshConfig} that count for every upstream cluster for which no
 * DestinationRule says otherwise.
 *
 * @param http2 {@code h2UpgradePolicy: UPGRADE}: HTTP/2 to ports that speak HTTP
 * @param tcpKeepalive {@code tcpKeepalive}; null for none
 * @param dnsRefreshRate {@code dnsRefreshRate}: how often a name is looked up again
 * @param locality {@code localityLbSetting}; null for Istio's default, failover between localities
 *     where failing endpoints are left out
 * @param connectionPool {@code defaultTrafficPolicy.connectionPool}; null for none
 * @param outlierDetection {@code defaultTrafficPolicy.outlierDetection}; null for none
 * @param statName {@code outboundClusterStatName}; empty for the name of the cluster
 */
public record UpstreamDefaults(
    boolean http2,
    @Nullable ConnectionPoolSettingsTCPSettingsTcpKeepalive tcpKeepalive,
    Duration dnsRefreshRate,
    @Nullable LocalityLoadBalancerSetting locality,
    @Nullable ConnectionPoolSettings connectionPool,
    @Nullable OutlierDetection outlierDetection,
    String statName) {

  /** Istio's defaults. */
  public static final UpstreamDefaults ISTIO =
      new UpstreamDefaults(false, null, Duration.ofSeconds(60), null, null, null, "");
}
