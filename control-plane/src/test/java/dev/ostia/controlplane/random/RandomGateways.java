package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gateways, each with VirtualServices for its servers. */
final class RandomGateways {

  private final Scene scene;
  private final Dice dice;
  private final Objects objects;
  private final RandomVirtualServices services;
  private int ports = 8000;
  private int hosts;

  RandomGateways(Scene scene, Objects objects) {
    this.scene = scene;
    this.dice = scene.dice();
    this.objects = objects;
    this.services = new RandomVirtualServices(scene, objects);
  }

  /** Adds a Gateway. Its hosts and ports are its own, so that no two claim the same. */
  void add(int number) {
    String namespace = dice.pick(Scene.NAMESPACES);
    String name = "gw-" + number;
    List<ObjectNode> servers = new ArrayList<>();
    List<Runnable> routes = new ArrayList<>();
    int count = dice.number(1, 3);
    for (int i = 0; i < count; i++) {
      servers.add(server(namespace + "/" + name, i, routes));
    }
    Fields spec =
        new Fields(dice)
            .set("selector", dice.chance(90) ? Map.of("istio", "ingressgateway") : Map.of())
            .set("servers", servers);
    objects.add("networking.istio.io/v1", "Gateway", namespace, name, spec.node());
    routes.forEach(Runnable::run);
  }

  private ObjectNode server(String gateway, int index, List<Runnable> routes) {
    List<String> names = scene.list(2, i -> "h" + hosts++ + ".example.com");
    int port = dice.chance(50) ? 80 : ports++;
    String kind = dice.pick("http", "http", "http", "https", "https", "passthrough", "tcp", "tls");
    Fields server = new Fields(dice);
    switch (kind) {
      case "http" -> {
        server.set(
            "port", port(port, "http-" + index, dice.pick("HTTP", "HTTP2", "GRPC", "GRPC-WEB")));
        server.maybe(20, "tls", () -> Map.of("httpsRedirect", dice.chance(80)));
        routes.add(() -> services.http(gateway, names));
      }
      case "https" -> {
        server.set("port", port(port + 1000, "https-" + index, "HTTPS")).set("tls", terminate());
        routes.add(() -> services.http(gateway, names));
      }
      case "passthrough" -> {
        server
            .set("port", port(port + 2000, "sni-" + index, dice.pick("TLS", "HTTPS")))
            .set("tls", Map.of("mode", "PASSTHROUGH"));
        routes.add(() -> services.tls(gateway, names));
      }
      case "tls" -> {
        server.set("port", port(port + 3000, "tls-" + index, "TLS")).set("tls", terminate());
        routes.add(() -> services.tcp(gateway, names, port + 3000));
      }
      default -> {
        int own = 20_000 + ports++;
        server.set("port", port(own, "tcp-" + index, dice.pick("TCP", "MONGO", "MYSQL")));
        routes.add(() -> services.tcp(gateway, names, own));
      }
    }
    return server
        .set("hosts", names.stream().map(this::qualified).toList())
        .maybe(20, "name", () -> "server-" + index)
        .maybe(10, "bind", () -> dice.pick("127.0.0.1", "0.0.0.0", "::1"))
        .node();
  }

  private String qualified(String host) {
    return dice.chance(15) ? "*/" + host : host;
  }

  private Fields port(int number, String name, String protocol) {
    return new Fields(dice).set("number", number).set("name", name).set("protocol", protocol);
  }

  private Fields terminate() {
    String mode = dice.pick("SIMPLE", "SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL");
    Fields tls = new Fields(dice).set("mode", mode);
    if (dice.chance(20)) {
      tls.set("credentialNames", List.of("server-a", "server-rsa"));
    } else {
      tls.set("credentialName", "server-a");
    }
    if (!mode.equals("SIMPLE")) {
      tls.maybe(30, "subjectAltNames", () -> List.of("client.example.com"));
    }
    return tls.maybe(30, "minProtocolVersion", () -> dice.pick("TLS_AUTO", "TLSV1_2"))
        .maybe(30, "maxProtocolVersion", () -> dice.pick("TLS_AUTO", "TLSV1_2", "TLSV1_3"))
        .maybe(
            30,
            "cipherSuites",
            () ->
                dice.some(
                    2,
                    "ECDHE-ECDSA-AES256-GCM-SHA384",
                    "ECDHE-RSA-AES128-GCM-SHA256",
                    "ECDHE-ECDSA-CHACHA20-POLY1305"))
        .maybe(20, "ecdhCurves", () -> dice.some(2, "P-256", "X25519"));
  }
}
