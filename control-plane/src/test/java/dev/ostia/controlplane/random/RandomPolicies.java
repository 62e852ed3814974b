package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.controlplane.random.Scene.Backend;
import dev.ostia.controlplane.random.Scene.BackendPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The specs of DestinationRules. */
final class RandomPolicies {

  private final Scene scene;
  private final Dice dice;
  private final RandomConnections connections;

  RandomPolicies(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
    this.connections = new RandomConnections(scene);
  }

  /** The rule of a host, which defines its subsets. */
  ObjectNode rule(Backend backend) {
    Fields spec =
        new Fields(dice)
            .set("host", backend.host())
            .filled(70, "trafficPolicy", () -> policy(backend.ports()))
            .maybe(20, "exportTo", scene::exportTo);
    if (!backend.subsets().isEmpty()) {
      spec.set("subsets", backend.subsets().stream().map(name -> subset(backend, name)).toList());
    }
    return spec.node();
  }

  private ObjectNode subset(Backend backend, String name) {
    return new Fields(dice)
        .set("name", name)
        .maybe(80, "labels", () -> Map.of("version", name))
        .filled(30, "trafficPolicy", () -> policy(backend.ports()))
        .node();
  }

  private Fields policy(List<BackendPort> ports) {
    Fields policy = parts(new Fields(dice));
    if (dice.chance(15)) {
      policy.set("proxyProtocol", new Fields(dice).set("version", dice.pick("V1", "V2")));
    }
    return policy
        .maybe(
            15,
            "retryBudget",
            () ->
                new Fields(dice)
                    .set("percent", dice.pick(0, 0.5, 20, 100))
                    .maybe(50, "minRetryConcurrency", () -> dice.pick(0, 3, 1000)))
        .maybe(
            20,
            "portLevelSettings",
            () -> ports.stream().map(port -> ofPort(port).node()).toList());
  }

  private Fields ofPort(BackendPort port) {
    Fields policy = new Fields(dice).set("port", scene.port(port.number()));
    parts(policy);
    if (policy.node().size() == 1) {
      policy.set("loadBalancer", new Fields(dice).set("simple", "RANDOM"));
    }
    return policy;
  }

  private Fields parts(Fields policy) {
    return policy
        .filled(60, "loadBalancer", this::balancer)
        .filled(50, "connectionPool", connections::pool)
        .maybe(40, "outlierDetection", this::outliers)
        .maybe(25, "tls", this::tls);
  }

  private Fields balancer() {
    Fields balancer = new Fields(dice);
    switch (dice.number(0, 2)) {
      case 0 ->
          balancer.set(
              "simple",
              dice.pick(
                  "UNSPECIFIED",
                  "RANDOM",
                  "ROUND_ROBIN",
                  "LEAST_REQUEST",
                  "LEAST_CONN",
                  "PASSTHROUGH"));
      case 1 -> balancer.set("consistentHash", hash());
      default -> {}
    }
    return balancer
        .filled(35, "localityLbSetting", this::locality)
        .maybe(20, "warmup", this::warmup);
  }

  private Fields warmup() {
    return new Fields(dice)
        .set("duration", scene.duration())
        .maybe(50, "aggression", () -> dice.pick(0.5, 1.0, 2.5))
        .maybe(50, "minimumPercent", () -> dice.pick(0, 1, 50, 100));
  }

  private Fields hash() {
    Fields hash = new Fields(dice);
    switch (dice.number(0, 3)) {
      case 0 -> hash.set("httpHeaderName", dice.pick("x-user", "X-User", ":authority"));
      case 1 -> hash.set("httpCookie", cookie());
      case 2 -> hash.set("useSourceIp", true);
      default -> hash.set("httpQueryParameterName", dice.pick("user", "a b"));
    }
    return switch (dice.number(0, 3)) {
      case 0 -> hash.set("minimumRingSize", dice.pick(0, 1, 1024, 8192));
      case 1 ->
          hash.set("ringHash", new Fields(dice).set("minimumRingSize", dice.pick(0, 1, 4096)));
      case 2 -> hash.set("maglev", new Fields(dice).set("tableSize", dice.pick(2, 3, 101, 65537)));
      default -> hash;
    };
  }

  private Fields cookie() {
    return new Fields(dice)
        .set("name", dice.pick("user", "SESSION"))
        .maybe(50, "path", () -> dice.pick("/", "/a"))
        .maybe(60, "ttl", () -> dice.pick("0s", "1s", "30m", "8760h"))
        .maybe(
            30,
            "attributes",
            () -> List.of(new Fields(dice).set("name", "SameSite").set("value", "Strict").node()));
  }

  private Fields locality() {
    Fields locality = new Fields(dice).maybe(30, "enabled", () -> dice.chance(70));
    return switch (dice.number(0, 3)) {
      case 0 -> locality.set("distribute", List.of(distribute().node()));
      case 1 ->
          locality.set(
              "failover", List.of(new Fields(dice).set("from", "eu").set("to", "us").node()));
      case 2 ->
          locality.set(
              "failoverPriority",
              dice.some(3, "topology.kubernetes.io/region", "version", "rack=b", "network"));
      default -> locality;
    };
  }

  private Fields distribute() {
    Map<String, Integer> to = new LinkedHashMap<>();
    to.put(dice.pick("eu/a/*", "eu/a/1"), 80);
    to.put(dice.pick("us/*", "eu/b/*"), 20);
    return new Fields(dice).set("from", dice.pick("*", "eu/*", "eu/a/*")).set("to", to);
  }

  private Fields outliers() {
    Fields outliers =
        new Fields(dice)
            .maybe(50, "consecutive5xxErrors", () -> dice.pick(0, 1, 5, 100_000))
            .maybe(40, "consecutiveGatewayErrors", () -> dice.pick(0, 1, 5))
            .maybe(50, "interval", scene::duration)
            .maybe(50, "baseEjectionTime", scene::duration)
            .maybe(50, "maxEjectionPercent", () -> dice.pick(0, 1, 50, 100))
            .maybe(40, "minHealthPercent", () -> dice.pick(0, 1, 50, 100));
    if (dice.chance(30)) {
      outliers
          .set("splitExternalLocalOriginErrors", true)
          .maybe(50, "consecutiveLocalOriginFailures", () -> dice.pick(0, 1, 10));
    }
    return outliers;
  }

  private Fields tls() {
    String mode = dice.pick("DISABLE", "SIMPLE", "SIMPLE", "MUTUAL");
    Fields tls =
        new Fields(dice)
            .set("mode", mode)
            .maybe(50, "sni", () -> dice.pick("backend-a.example.com", "b.test"));
    if (mode.equals("MUTUAL") || (mode.equals("SIMPLE") && dice.chance(50))) {
      tls.set("credentialName", mode.equals("MUTUAL") ? "client" : "authority");
    } else if (mode.equals("SIMPLE") && dice.chance(30)) {
      return tls.set("insecureSkipVerify", true);
    }
    return tls.maybe(
        50, "subjectAltNames", () -> dice.some(2, "backend-a.example.com", "spiffe://a/b"));
  }
}
