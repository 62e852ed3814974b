package dev.ostia.controlplane.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes random but valid objects as YAML, from small pools of names, so that objects meet: the same
 * hosts on several VirtualServices, subsets that exist and that do not, Services that come and go.
 * The same seed makes the same objects.
 */
final class RandomObjects {

  /** An object's place in the configuration and its text. */
  record Document(String id, String yaml) {

    static Document of(String apiVersion, String kind, String namespace, String name, String body) {
      return new Document(
          kind + "-" + namespace + "-" + name,
          "apiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n  namespace: %s\n%s"
              .formatted(apiVersion, kind, name, namespace, body));
    }

    Document withLabel(String key, String value) {
      return new Document(
          id,
          yaml.replaceFirst("metadata:\n", "metadata:\n  labels: {" + key + ": " + value + "}\n"));
    }
  }

  private static final List<String> NAMESPACES = List.of("default", "shop", "istio-system");
  private static final List<String> SERVICES = List.of("reviews", "ratings", "details", "cart");
  private static final List<String> HOSTS =
      List.of("*", "a.example.com", "b.example.com", "*.example.com", "shop.test", "A.Example.com");
  private static final List<String> SUBSETS = List.of("v1", "v2", "v3");

  private final Random random;

  RandomObjects(long seed) {
    this.random = new Random(seed);
  }

  /** An object of a random kind with a name from a small pool. */
  Document next() {
    return switch (random.nextInt(13)) {
      case 0 -> gateway();
      case 1, 2, 3, 4, 5 -> virtualService();
      case 6, 7 -> destinationRule();
      case 8 -> service();
      case 9, 10 -> endpointSlice();
      case 11 -> telemetry();
      default -> serviceEntry();
    };
  }

  /** One of these. */
  <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** Whether something of this likelihood happens, in percent. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private Document gateway() {
    String ns = pick(NAMESPACES);
    String name = pick(List.of("gw", "edge"));
    String servers =
        IntStream.range(0, 1 + random.nextInt(2))
            .mapToObj(
                i ->
                    """
                      - port: {number: %d, name: http-%d, protocol: %s}
                        hosts: [%s]
                    """
                        .formatted(
                            pick(List.of(80, 8080, 8081)),
                            i,
                            pick(List.of("HTTP", "HTTP2", "GRPC")),
                            quoted(pick(HOSTS))))
            .collect(Collectors.joining());
    if (chance(25)) {
      servers +=
          """
            - port: {number: 15443, name: mesh, protocol: TLS}
              hosts: [%s]
              tls: {mode: AUTO_PASSTHROUGH}
          """
              .formatted(quoted(pick(List.of("*.local", "*", "*.shop.svc.cluster.local"))));
    }
    return document(
        "networking.istio.io/v1",
        "Gateway",
        ns,
        name,
        "spec:\n  selector: {istio: %s}\n  servers:\n%s"
            .formatted(chance(80) ? "ingressgateway" : "other", servers));
  }

  private Document virtualService() {
    String ns = pick(NAMESPACES);
    StringBuilder http = new StringBuilder();
    int rules = 1 + random.nextInt(3);
    for (int i = 0; i < rules; i++) {
      http.append(rule(i));
    }
    return document(
        "networking.istio.io/v1",
        "VirtualService",
        ns,
        pick(List.of("one", "two", "three", "four")),
        "spec:\n  hosts: [%s]\n  gateways: [%s]\n  http:\n%s"
            .formatted(
                quoted(pick(HOSTS)), pick(List.of("gw", "default/gw", "shop/edge", "edge")), http));
  }

  private String rule(int index) {
    StringBuilder text = new StringBuilder("  - name: r" + index + "\n");
    if (chance(70)) {
      text.append("    match:\n    - uri: {%s}\n".formatted(uri()));
      if (chance(30)) {
        text.append("      headers: {end-user: {exact: jason}}\n");
      }
    }
    if (chance(15)) {
      return text.append("    redirect: {uri: /new, redirectCode: 302}\n").toString();
    }
    if (chance(15)) {
      return text.append("    directResponse: {status: 418, body: {string: tea}}\n").toString();
    }
    if (chance(30)) {
      text.append("    rewrite: {uri: /rewritten}\n");
    }
    if (chance(20)) {
      text.append("    timeout: 5s\n");
    }
    text.append("    route:\n");
    int destinations = 1 + random.nextInt(2);
    for (int i = 0; i < destinations; i++) {
      text.append(destination(destinations > 1 ? 50 : 100));
    }
    return text.toString();
  }

  private String destination(int weight) {
    String host =
        chance(80) ? pick(SERVICES) : pick(List.of("reviews.shop.svc.cluster.local", "api.test"));
    String subset = chance(40) ? ", subset: " + pick(SUBSETS) : "";
    String port = chance(70) ? ", port: {number: %d}".formatted(pick(List.of(80, 9080))) : "";
    return "    - destination: {host: %s%s%s}\n      weight: %d\n"
        .formatted(host, subset, port, weight);
  }

  private String uri() {
    return pick(
        List.of(
            "prefix: /", "prefix: /api", "exact: /login", "regex: '/v[0-9]+/.*'", "prefix: /a"));
  }

  private Document destinationRule() {
    List<String> some = new ArrayList<>(SUBSETS);
    some.removeIf(subset -> chance(40));
    String subsets =
        some.stream()
            .map(subset -> "  - {name: %s, labels: {version: %s}}\n".formatted(subset, subset))
            .collect(Collectors.joining());
    String policy =
        chance(50)
            ? "  trafficPolicy: {loadBalancer: {simple: %s}}\n"
                .formatted(pick(List.of("ROUND_ROBIN", "RANDOM", "LEAST_REQUEST")))
            : "";
    return document(
        "networking.istio.io/v1",
        "DestinationRule",
        pick(NAMESPACES),
        pick(List.of("rule-a", "rule-b")),
        "spec:\n  host: %s\n%s%s"
            .formatted(pick(SERVICES), policy, subsets.isEmpty() ? "" : "  subsets:\n" + subsets));
  }

  private Document service() {
    String name = pick(SERVICES);
    return document(
        "v1",
        "Service",
        pick(NAMESPACES),
        name,
        """
        spec:
          selector: {app: %s}
          ports:
          - {name: %s, port: %d}
        """
            .formatted(name, pick(List.of("http", "grpc", "tcp-x")), pick(List.of(80, 9080))));
  }

  private Document endpointSlice() {
    String service = pick(SERVICES);
    String ns = pick(NAMESPACES);
    String endpoints =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(
                i ->
                    "- {addresses: [10.0.%d.%d], conditions: {ready: %s}}\n"
                        .formatted(random.nextInt(3), random.nextInt(4), chance(80)))
            .collect(Collectors.joining());
    return document(
            "discovery.k8s.io/v1",
            "EndpointSlice",
            ns,
            service + "-" + pick(List.of("a", "b")),
            """
            addressType: IPv4
            ports:
            - {name: %s, port: 8080, protocol: TCP}
            endpoints: %s
            """
                .formatted(
                    pick(List.of("http", "grpc")), endpoints.isEmpty() ? "[]" : "\n" + endpoints))
        .withLabel("kubernetes.io/service-name", service);
  }

  /** Logs and traces to the providers of {@code IncrementalEqualsScratchTest}, or to none. */
  private Document telemetry() {
    String ns = pick(NAMESPACES);
    String name = pick(List.of("log", "trace"));
    String selector =
        chance(50)
            ? "  selector: {matchLabels: {istio: %s}}\n"
                .formatted(pick(List.of("ingressgateway", "other")))
            : "";
    String provider = pick(List.of("envoy", "als", "spans", "nobody"));
    String body =
        name.equals("log")
            ? "  accessLogging: [{providers: [{name: %s}], disabled: %s}]\n"
                .formatted(provider, chance(30))
            : "  tracing: [{providers: [{name: %s}], randomSamplingPercentage: %d}]\n"
                .formatted(provider, random.nextInt(100));
    return Document.of("telemetry.istio.io/v1", "Telemetry", ns, name, "spec:\n" + selector + body);
  }

  private Document serviceEntry() {
    boolean dns = chance(50);
    return document(
        "networking.istio.io/v1",
        "ServiceEntry",
        pick(NAMESPACES),
        pick(List.of("api", "api-2")),
        """
        spec:
          hosts: [api.test]
          ports: [{number: %d, name: http, protocol: HTTP}]
          resolution: %s
          endpoints: [{address: %s}]
        """
            .formatted(
                pick(List.of(80, 9080)), dns ? "DNS" : "STATIC", dns ? "up.test" : "10.9.0.1"));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static Document document(
      String apiVersion, String kind, String namespace, String name, String body) {
    return Document.of(apiVersion, kind, namespace, name, body);
  }
}
