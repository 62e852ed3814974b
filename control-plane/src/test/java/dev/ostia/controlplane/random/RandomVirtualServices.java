package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** VirtualServices for the servers of Gateways. */
final class RandomVirtualServices {

  private static final String API = "networking.istio.io/v1";
  private static final String KIND = "VirtualService";

  private final Scene scene;
  private final Dice dice;
  private final Objects objects;
  private final RandomHttpRoutes routes;
  private int count;

  RandomVirtualServices(Scene scene, Objects objects) {
    this.scene = scene;
    this.dice = scene.dice();
    this.objects = objects;
    this.routes = new RandomHttpRoutes(scene);
  }

  /** Adds one with HTTP routes for these hosts, at times with a delegate. */
  void http(String gateway, List<String> hosts) {
    String namespace = dice.pick(Scene.NAMESPACES);
    Fields spec = head(gateway, hosts);
    List<ObjectNode> http = scene.list(4, routes::route);
    if (dice.chance(15)) {
      String name = "delegate-" + count++;
      objects.add(
          API,
          KIND,
          namespace,
          name,
          new Fields(dice).set("http", scene.list(2, routes::route)).node());
      http.addFirst(
          new Fields(dice)
              .set("match", List.of(Map.of("uri", Map.of("prefix", "/"))))
              .set("delegate", Map.of("name", name, "namespace", namespace))
              .node());
    }
    objects.add(API, KIND, namespace, "vs-" + count++, spec.set("http", http).node());
  }

  /** Adds one with TLS routes for these hosts. */
  void tls(String gateway, List<String> hosts) {
    List<ObjectNode> rules =
        hosts.stream()
            .map(
                host ->
                    new Fields(dice)
                        .set("match", List.of(Map.of("sniHosts", List.of(host))))
                        .set("route", destinations())
                        .node())
            .toList();
    add(head(gateway, hosts).set("tls", rules));
  }

  /** Adds one with a TCP route for the server of this port. */
  void tcp(String gateway, List<String> hosts, int port) {
    Fields rule =
        new Fields(dice)
            .maybe(50, "match", () -> List.of(Map.of("port", port)))
            .set("route", destinations());
    add(head(gateway, hosts).set("tcp", List.of(rule.node())));
  }

  private void add(Fields spec) {
    objects.add(API, KIND, dice.pick(Scene.NAMESPACES), "vs-" + count++, spec.node());
  }

  private Fields head(String gateway, List<String> hosts) {
    return new Fields(dice)
        .set("hosts", hosts)
        .set("gateways", List.of(gateway))
        .maybe(20, "exportTo", scene::exportTo);
  }

  private List<ObjectNode> destinations() {
    if (dice.chance(70)) {
      return List.of(new Fields(dice).set("destination", scene.destination()).node());
    }
    return scene.list(
        3,
        i ->
            new Fields(dice)
                .set("destination", scene.destination())
                .set("weight", dice.pick(1, 50, 100, 1_000_000))
                .node());
  }
}
