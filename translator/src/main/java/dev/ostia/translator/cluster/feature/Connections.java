package dev.ostia.translator.cluster.feature;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.resolve.EffectivePolicy;
import dev.ostia.translator.resolve.ProtoDurations;
import io.envoyproxy.envoy.config.core.v3.KeepaliveSettings;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsTCPSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsTCPSettingsTcpKeepalive;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How upstream connections are opened, used and closed. */
final class Connections implements ClusterFeature {

  @Override
  public void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft) {
    ConnectionPoolSettings pool = policy.connectionPool();
    applyKeepalive(input.mesh().upstreamDefaults().tcpKeepalive(), draft);
    if (pool == null) {
      return;
    }
    ConnectionPoolSettingsTCPSettings tcp = pool.getTcp();
    ConnectionPoolSettingsHTTPSettings http = pool.getHttp();
    Optional<Duration> idle =
        http == null ? Optional.empty() : ProtoDurations.of(http.getIdleTimeout());
    if (tcp != null) {
      applyTcp(tcp, draft);
      if (idle.isEmpty()) {
        idle = ProtoDurations.of(tcp.getIdleTimeout());
      }
    }
    idle.ifPresent(
        timeout -> draft.http().getCommonHttpProtocolOptionsBuilder().setIdleTimeout(timeout));
    if (http != null) {
      applyHttp(http, draft);
    }
  }

  private static void applyTcp(ConnectionPoolSettingsTCPSettings tcp, ClusterDraft draft) {
    ProtoDurations.of(tcp.getConnectTimeout()).ifPresent(draft.cluster()::setConnectTimeout);
    ProtoDurations.of(tcp.getMaxConnectionDuration())
        .ifPresent(
            duration ->
                draft
                    .http()
                    .getCommonHttpProtocolOptionsBuilder()
                    .setMaxConnectionDuration(duration));
    applyKeepalive(tcp.getTcpKeepalive(), draft);
  }

  /** Sets what is given; what the mesh gave before stays where a rule says nothing. */
  private static void applyKeepalive(
      @Nullable ConnectionPoolSettingsTCPSettingsTcpKeepalive settings, ClusterDraft draft) {
    if (settings == null) {
      return;
    }
    TcpKeepalive.Builder keepalive =
        draft.cluster().getUpstreamConnectionOptionsBuilder().getTcpKeepaliveBuilder();
    if (settings.getProbes() != null && settings.getProbes() > 0) {
      keepalive.setKeepaliveProbes(UInt32Value.of(settings.getProbes().intValue()));
    }
    ProtoDurations.of(settings.getTime())
        .map(Connections::seconds)
        .ifPresent(keepalive::setKeepaliveTime);
    ProtoDurations.of(settings.getInterval())
        .map(Connections::seconds)
        .ifPresent(keepalive::setKeepaliveInterval);
  }

  private static void applyHttp(ConnectionPoolSettingsHTTPSettings http, ClusterDraft draft) {
    Integer requests = http.getMaxRequestsPerConnection();
    if (requests != null && requests > 0) {
      draft
          .http()
          .getCommonHttpProtocolOptionsBuilder()
          .setMaxRequestsPerConnection(UInt32Value.of(requests));
    }
    if (!draft.isExplicitHttp2()) {
      return;
    }
    var http2 = draft.http().getExplicitHttpConfigBuilder().getHttp2ProtocolOptionsBuilder();
    Integer streams = http.getMaxConcurrentStreams();
    if (streams != null && streams > 0) {
      http2.setMaxConcurrentStreams(UInt32Value.of(streams));
    }
    // The model does not have this field yet.
    if (http.getAdditionalProperties().get("http2KeepAlive") instanceof Map<?, ?> settings) {
      KeepaliveSettings.Builder keepalive = KeepaliveSettings.newBuilder();
      ProtoDurations.of(text(settings.get("interval"))).ifPresent(keepalive::setInterval);
      ProtoDurations.of(text(settings.get("timeout"))).ifPresent(keepalive::setTimeout);
      http2.setConnectionKeepalive(keepalive);
    }
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  private static UInt32Value seconds(Duration duration) {
    return UInt32Value.of((int) duration.getSeconds());
  }
}
