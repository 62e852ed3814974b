package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.controlplane.random.Scene.Backend;
import dev.ostia.controlplane.random.Scene.BackendPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services, ServiceEntries and their endpoints. */
final class RandomServices {

  private static final List<String> PROTOCOLS =
      List.of("HTTP", "HTTP", "HTTP2", "GRPC", "GRPC-WEB", "TCP", "HTTPS", "TLS", "MONGO");
  private static final List<String> LOCALITIES =
      List.of("eu/a/1", "eu/b/2", "us/c/3", "us", "asia/d");

  private final Scene scene;
  private final Dice dice;
  private final Objects objects;
  private int hosts;

  RandomServices(Scene scene, Objects objects) {
    this.scene = scene;
    this.dice = scene.dice();
    this.objects = objects;
  }

  /** Adds a host with all that it consists of. */
  Backend add() {
    int number = hosts++;
    String namespace = dice.pick(Scene.NAMESPACES);
    List<String> subsets = dice.chance(50) ? dice.some(3, "v1", "v2", "v3") : List.of();
    return dice.chance(50)
        ? service(namespace, "svc-" + number, subsets)
        : entry(namespace, number, subsets);
  }

  private List<BackendPort> ports() {
    return scene.list(
        3,
        i -> {
          String protocol = dice.pick(PROTOCOLS);
          String name = protocol.toLowerCase(java.util.Locale.ROOT) + "-p" + i;
          return new BackendPort(dice.pick(80, 443, 1, 9080, 65000) + i, name, protocol);
        });
  }

  private Backend service(String namespace, String name, List<String> subsets) {
    List<BackendPort> ports = ports();
    Fields spec =
        new Fields(dice)
            .set("selector", Map.of("app", name))
            .set("ports", ports.stream().map(this::servicePort).toList())
            .maybe(20, "clusterIP", () -> "None")
            .maybe(15, "trafficDistribution", () -> "PreferClose");
    objects.add("v1", "Service", namespace, name, spec.node());
    ObjectNode slice = objects.raw("discovery.k8s.io/v1", "EndpointSlice", namespace, name + "-a");
    slice.withObject("metadata").withObject("labels").put("kubernetes.io/service-name", name);
    boolean six = dice.chance(20);
    slice.put("addressType", six ? "IPv6" : "IPv4");
    new Fields(dice)
        .set("ports", ports.stream().map(p -> Map.of("name", p.name(), "port", 8080)).toList())
        .set("endpoints", scene.list(3, i -> sliceEndpoint(six, i)))
        .node()
        .properties()
        .forEach(entry -> slice.set(entry.getKey(), entry.getValue()));
    String host = dice.chance(70) ? name + "." + namespace + ".svc.cluster.local" : "";
    return new Backend(
        namespace,
        host.isEmpty() ? name + "." + namespace + ".svc.cluster.local" : host,
        ports,
        subsets);
  }

  private ObjectNode servicePort(BackendPort port) {
    return new Fields(dice)
        .set("name", port.name())
        .set("port", port.number())
        .set("targetPort", 8080)
        .maybe(10, "appProtocol", () -> dice.pick("http", "grpc", "kubernetes.io/h2c"))
        .node();
  }

  private ObjectNode sliceEndpoint(boolean six, int index) {
    return new Fields(dice)
        .set("addresses", List.of(six ? "fd00::" + (index + 1) : "10.1.0." + (index + 1)))
        .set("conditions", Map.of("ready", dice.chance(80)))
        .maybe(50, "zone", () -> dice.pick("a", "b"))
        .node();
  }

  private Backend entry(String namespace, int number, List<String> subsets) {
    String host = "ext-" + number + ".test";
    List<BackendPort> ports = ports();
    String resolution = dice.pick("STATIC", "STATIC", "DNS", "DNS", "DNS_ROUND_ROBIN", "NONE");
    Fields spec =
        new Fields(dice)
            .set("hosts", List.of(host))
            .set("ports", ports.stream().map(this::entryPort).toList())
            .set("resolution", resolution)
            .maybe(30, "location", () -> dice.pick("MESH_INTERNAL", "MESH_EXTERNAL"))
            .maybe(20, "exportTo", scene::exportTo)
            .maybe(20, "subjectAltNames", () -> List.of(host));
    switch (resolution) {
      case "STATIC" -> {
        if (dice.chance(40)) {
          spec.set("workloadSelector", Map.of("labels", Map.of("app", "ext-" + number)));
          workloads(namespace, number);
        } else {
          spec.set("endpoints", scene.list(3, i -> endpoint("10.2.0." + (i + 1), ports).node()));
        }
      }
      case "DNS" ->
          spec.maybe(
              60,
              "endpoints",
              () -> scene.list(2, i -> endpoint("up" + i + ".test", ports).node()));
      case "DNS_ROUND_ROBIN" ->
          spec.maybe(60, "endpoints", () -> List.of(endpoint("up.test", ports).node()));
      default -> {}
    }
    objects.add("networking.istio.io/v1", "ServiceEntry", namespace, "ext-" + number, spec.node());
    return new Backend(namespace, host, ports, subsets);
  }

  private ObjectNode entryPort(BackendPort port) {
    return new Fields(dice)
        .set("number", port.number())
        .set("name", port.name())
        .set("protocol", port.protocol())
        .maybe(30, "targetPort", () -> dice.number(1, 65535))
        .node();
  }

  private Fields endpoint(String address, List<BackendPort> ports) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    ports.forEach(port -> numbers.put(port.name(), dice.pick(1, 8080, 65535)));
    return workload(dice.chance(20) && address.startsWith("10.") ? "fd00::a" : address)
        .maybe(40, "ports", () -> numbers);
  }

  private Fields workload(String address) {
    return new Fields(dice)
        .set("address", address)
        .maybe(60, "labels", () -> Map.of("version", dice.pick("v1", "v2", "v3")))
        .maybe(50, "locality", () -> dice.pick(LOCALITIES))
        .maybe(50, "weight", () -> dice.pick(0, 1, 50, 128, 1_000_000))
        .maybe(10, "network", () -> "net-1");
  }

  private void workloads(String namespace, int number) {
    List<String> addresses = new ArrayList<>(List.of("10.3.0.1", "10.3.0.2", "fd00::b"));
    for (String address : addresses.subList(0, dice.number(1, 3))) {
      ObjectNode spec = workload(address).node();
      spec.withObject("labels").put("app", "ext-" + number);
      objects.add(
          "networking.istio.io/v1",
          "WorkloadEntry",
          namespace,
          "w-" + number + "-" + addresses.indexOf(address),
          spec);
    }
  }
}
