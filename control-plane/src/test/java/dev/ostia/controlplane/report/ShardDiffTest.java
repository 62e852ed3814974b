package dev.ostia.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How changes of routes in shards are told. */
class ShardDiffTest {

  @Test
  void aShardThatIsSplitIsAnnouncedWithWhatItCosts() {
    Translation before = translation(routes("http.80~0", "a", "b"), routes("http.80~1", "c"));
    Translation after =
        translation(
            routes("http.80~00", "a"), routes("http.80~01", "b", "d"), routes("http.80~1", "c"));

    assertThat(parts(before, after))
        .containsExactly(
            "1 virtual host added to http.80",
            "routes of http.80 dealt out anew: 2 shards in the place of 1");
  }

  @Test
  void aChangeWithinAShardIsToldAsOneOfThePort() {
    Translation before = translation(routes("http.80~0", "a", "b"), routes("http.80~1", "c"));
    Translation after = translation(routes("http.80~0", "a"), routes("http.80~1", "c"));

    assertThat(parts(before, after)).containsExactly("1 virtual host removed from http.80");
  }

  private static List<String> parts(Translation before, Translation after) {
    return TranslationDiff.of(
            new GroupUpdate(
                Proxy.defaultIngressGateway(),
                before,
                after,
                new Snapshot("v2", Map.of()),
                0,
                false,
                0,
                0))
        .parts();
  }

  private static RouteConfiguration routes(String name, String... hosts) {
    RouteConfiguration.Builder routes = RouteConfiguration.newBuilder().setName(name);
    for (String host : hosts) {
      routes.addVirtualHosts(VirtualHost.newBuilder().setName(host).addDomains(host));
    }
    return routes.build();
  }

  private static Translation translation(RouteConfiguration... configurations) {
    NavigableMap<String, Message> routes = new TreeMap<>();
    for (RouteConfiguration one : configurations) {
      routes.put(one.getName(), one);
    }
    return new Translation(Map.of(ResourceType.ROUTE, routes), Map.of(), List.of());
  }
}
