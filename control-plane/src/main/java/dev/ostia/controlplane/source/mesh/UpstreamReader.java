package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ostia.translator.config.ModelGaps;
import dev.ostia.translator.config.UpstreamDefaults;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsTCPSettingsTcpKeepalive;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSetting;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a mesh configuration that count for upstream clusters. */
final class UpstreamReader {

  /** What {@code h2UpgradePolicy} may say. */
  private enum H2Upgrade {
    DO_NOT_UPGRADE,
    UPGRADE
  }

  private static final JsonMapper MAPPER =
      ModelGaps.register(
              JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES))
          .build();

  private final MeshValues values;
  private boolean http2 = UpstreamDefaults.ISTIO.http2();
  private Duration dnsRefreshRate = UpstreamDefaults.ISTIO.dnsRefreshRate();
  private @Nullable ConnectionPoolSettingsTCPSettingsTcpKeepalive keepalive;
  private @Nullable LocalityLoadBalancerSetting locality;
  private @Nullable ConnectionPoolSettings pool;
  private @Nullable OutlierDetection outlier;
  private String statName = UpstreamDefaults.ISTIO.statName();

  UpstreamReader(MeshValues values) {
    this.values = values;
  }

  UpstreamDefaults read() {
    return new UpstreamDefaults(
        http2, keepalive, dnsRefreshRate, locality, pool, outlier, statName);
  }

  /**
   * Reads a field.
   *
   * @param canonical its name in camel case
   * @param name its name as it stands
   */
  void field(String canonical, String name, JsonNode value) {
    switch (canonical) {
      case "h2UpgradePolicy" ->
          http2 =
              values.word(name, value, H2Upgrade.class, H2Upgrade.DO_NOT_UPGRADE)
                  == H2Upgrade.UPGRADE;
      case "dnsRefreshRate" ->
          dnsRefreshRate =
              Objects.requireNonNullElse(
                  values.duration(name, value, dnsRefreshRate), dnsRefreshRate);
      case "tcpKeepalive" ->
          keepalive = object(name, value, ConnectionPoolSettingsTCPSettingsTcpKeepalive.class);
      case "localityLbSetting" -> locality = object(name, value, LocalityLoadBalancerSetting.class);
      case "outboundClusterStatName" -> statName = values.text(name, value, statName);
      case "defaultTrafficPolicy" -> trafficPolicy(name, value);
      default -> values.notRead(name, false);
    }
  }

  private void trafficPolicy(String name, JsonNode value) {
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String path = name + "." + entry.getKey();
      switch (MeshValues.canonical(entry.getKey())) {
        case "connectionPool" ->
            pool = object(path, entry.getValue(), ConnectionPoolSettings.class);
        case "outlierDetection" -> outlier = object(path, entry.getValue(), OutlierDetection.class);
        default -> values.notRead(path, false);
      }
    }
  }

  private <T> @Nullable T object(String field, JsonNode value, Class<T> type) {
    try {
      T read = MAPPER.treeToValue(value, type);
      if (read != null && value.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      values.wrong(
          field,
          "a " + type.getSimpleName() + " as in a DestinationRule",
          e.getOriginalMessage().lines().findFirst().orElse(""));
      return null;
    }
    values.wrong(field, "a mapping", "");
    return null;
  }
}
