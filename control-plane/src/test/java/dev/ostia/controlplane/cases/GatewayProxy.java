package dev.ostia.controlplane.cases;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ostia.controlplane.source.mesh.NodeProxyConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import dev.ostia.translator.config.ProxyOverrides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A gateway of a case.
 *
 * @param name empty where the case has only one
 */
public record GatewayProxy(String name, Proxy proxy) {

  /** Istio's default ingress gateway, alone. */
  static final List<GatewayProxy> DEFAULT =
      List.of(new GatewayProxy("", Proxy.defaultIngressGateway()));

  /** Istio's default ingress gateway, alone. */
  public static List<GatewayProxy> ingress() {
    return DEFAULT;
  }

  /** Reads {@code proxy.yaml}: one gateway, or a list of gateways with names. */
  static List<GatewayProxy> parse(String where, String yaml) {
    Object content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    List<?> entries = content instanceof List<?> list ? list : List.of(content);
    List<GatewayProxy> all = new ArrayList<>();
    for (Object entry : entries) {
      YamlMap map = new YamlMap(where, entry);
      Map<String, String> labels = new TreeMap<>();
      map.map("labels")
          .map(YamlMap::texts)
          .orElse(Map.of())
          .forEach((key, value) -> labels.put(key, value.orElse("")));
      all.add(
          new GatewayProxy(
              map.text("name").orElse(""),
              new Proxy(
                      map.text("namespace").orElse("istio-system"),
                      labels,
                      map.text("locality").map(Locality::parse).orElse(Locality.UNKNOWN))
                  .with(overrides(map))));
      map.close();
    }
    return List.copyOf(all);
  }

  /** What the metadata of a node would say. */
  private static ProxyOverrides overrides(YamlMap map) {
    ProxyOverrides overrides =
        map.tree("proxyConfig")
            .map(tree -> NodeProxyConfig.read(new JsonMapper().valueToTree(tree)).overrides())
            .orElse(ProxyOverrides.NONE);
    return overrides.with(
        map.number("idleTimeoutSeconds").stream().mapToObj(Duration::ofSeconds).findFirst(),
        map.text("http10").map(Boolean::parseBoolean));
  }
}
