package dev.ostia.cli.cases;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.simulate.EnvoyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Several translations for one Envoy at once. The names of each get a prefix, so that a refused
 * resource tells which one it is of; no listener takes a port of the machine, and no host is looked
 * up in DNS. Otherwise the resources are as they came.
 */
final class Batch {

  private final Map<ResourceType, SortedMap<String, Message>> all =
      new EnumMap<>(ResourceType.class);

  Batch() {
    for (ResourceType type : ResourceType.values()) {
      all.put(type, new TreeMap<>());
    }
  }

  /**
   * Adds a translation.
   *
   * @param number below 65,536, another one for each
   */
  void add(int number, String prefix, Translation translation) {
    EnvoyConfig config = EnvoyConfig.of(translation);
    config
        .listeners()
        .forEach((n, l) -> put(ResourceType.LISTENER, prefix + n, unbound(l, number, prefix)));
    config
        .routes()
        .forEach((n, r) -> put(ResourceType.ROUTE, prefix + n, Renamer.routes(r, prefix)));
    config.clusters().forEach((n, c) -> put(ResourceType.CLUSTER, prefix + n, local(c, prefix)));
    config
        .assignments()
        .forEach(
            (n, a) ->
                put(
                    ResourceType.ENDPOINT,
                    prefix + n,
                    a.toBuilder().setClusterName(prefix + a.getClusterName()).build()));
    translation
        .resources(ResourceType.SECRET)
        .forEach(
            (n, s) ->
                put(ResourceType.SECRET, prefix + n, SecretRenamer.secret((Secret) s, prefix)));
  }

  Translation translation() {
    return new Translation(all, Map.of(), List.of());
  }

  private void put(ResourceType type, String name, Message message) {
    java.util.Objects.requireNonNull(all.get(type)).put(name, message);
  }

  /** On an address of its own: Envoy refuses a second listener on the same one. */
  private static Listener unbound(Listener listener, int number, String prefix) {
    SocketAddress address = listener.getAddress().getSocketAddress();
    String own =
        switch (address.getAddress()) {
          case "0.0.0.0" -> "10.0." + number / 256 + "." + number % 256;
          case "127.0.0.1" -> "10.1." + number / 256 + "." + number % 256;
          case "::1" -> "fd00::" + Integer.toHexString(number);
          default -> throw new IllegalArgumentException(address.getAddress());
        };
    return Renamer.listener(listener, address.toBuilder().setAddress(own).build(), prefix)
        .toBuilder()
        .setBindToPort(BoolValue.of(false))
        .build();
  }

  private static Cluster local(Cluster cluster, String prefix) {
    return Renamer.cluster(cluster, prefix, address -> 1);
  }
}
