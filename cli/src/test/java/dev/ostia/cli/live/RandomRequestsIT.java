package dev.ostia.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.ostia.cli.explain.Asked;
import dev.ostia.cli.explain.Explainer;
import dev.ostia.cli.explain.Explanation;
import dev.ostia.cli.explain.Explanation.Candidate;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.live.RandomConfig.Ask;
import dev.ostia.translator.config.Proxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random requests over random configurations, each answered by a real Envoy and explained from the
 * files: both must tell of the same status, rule and backend.
 */
class RandomRequestsIT {

  private static final int CONFIGURATIONS = 50;
  private static final int REQUESTS = 100;
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path folder;

  /** How many requests came to a backend, of all. */
  private int forwarded;

  private final Map<String, HttpServer> backends = new HashMap<>();

  /** What an Envoy answered; parts that it did not say are empty. */
  private record Answer(int status, String rule, String backend) {}

  @Test
  void explanationsTellWhatEnvoyDoes() throws Exception {
    for (String name : List.of("one", "two", "three")) {
      backends.put(name, backend(name));
    }
    int port = LiveGateway.freePort();
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(config.resolve("base.yaml"), base(port));
    Files.writeString(config.resolve("routes.yaml"), routes(0));
    List<String> faults = new ArrayList<>();
    try (LiveGateway gateway = LiveGateway.start(config, "random")) {
      LiveGateway.awaitOpen(port);
      for (int seed = 0; seed < CONFIGURATIONS; seed++) {
        configure(config, gateway, seed, port);
        compare(config, seed, port, faults);
      }
    } finally {
      backends.values().forEach(server -> server.stop(0));
    }
    assertThat(faults).isEmpty();
    assertThat(forwarded).as("neither all nor none are forwarded").isBetween(1000, 4000);
  }

  private void configure(Path config, LiveGateway gateway, int seed, int port) throws IOException {
    Path temporary = folder.resolve("routes.tmp");
    Files.writeString(temporary, routes(seed));
    Files.move(temporary, config.resolve("routes.yaml"), StandardCopyOption.ATOMIC_MOVE);
    Ask marker = new Ask("GET", "marker.test", "/" + seed, List.of());
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                ask(port, marker).status == 200
                    && gateway
                        .ask("/stats?filter=warming_clusters")
                        .contains("warming_clusters: 0"));
  }

  private void compare(Path config, int seed, int port, List<String> faults) throws IOException {
    Explainer explainer =
        new Explainer(GatewayModel.load(InputOptions.of(config), Proxy.defaultIngressGateway()));
    RandomConfig random = new RandomConfig(1000L + seed);
    for (int i = 0; i < REQUESTS; i++) {
      Ask ask = random.request();
      String url = "http://" + ask.host() + ":" + port + ask.path();
      List<String> headers = new ArrayList<>(ask.headers());
      headers.add("Host: " + ask.host());
      Explanation said = explainer.explain(Asked.url(ask.method(), url).withHeaders(headers));
      Answer answer = ask(port, ask);
      forwarded += answer.backend.isEmpty() ? 0 : 1;
      String difference = difference(said, answer);
      if (!difference.isEmpty()) {
        faults.add("seed " + seed + ", " + ask + ": " + answer + ", but " + difference);
      }
    }
  }

  /** What was said that is not so; empty if all of it is. */
  private static String difference(Explanation said, Answer answer) {
    String rule =
        said.routes().stream()
            .filter(Candidate::matches)
            .findFirst()
            .map(RandomRequestsIT::rule)
            .orElse("");
    if (!answer.rule.isEmpty() && !answer.rule.equals(rule)) {
      return "rule " + rule;
    }
    boolean forwarded = said.verdict().outcome().equals("forwarded");
    Integer status = said.verdict().status();
    if (forwarded == answer.backend.isEmpty()) {
      return said.verdict().toString();
    }
    if (!forwarded) {
      return Integer.valueOf(answer.status).equals(status) ? "" : "status " + status;
    }
    Set<String> targets = new TreeSet<>();
    said.targets()
        .forEach(target -> targets.add(target.cluster().replaceAll("^.*\\|(\\w+)\\..*$", "$1")));
    return targets.contains(answer.backend) ? "" : "targets " + targets;
  }

  /** {@code v1 http[2]} of the rule that takes the request. */
  private static String rule(Candidate taken) {
    if (taken.source() == null) {
      return "";
    }
    String name = taken.source().object().replaceAll("^.*/", "");
    return name + " " + taken.source().field().replaceAll("^spec\\.|\\.match.*$", "");
  }

  private static Answer ask(int port, Ask ask) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      StringBuilder request = new StringBuilder();
      request.append(ask.method()).append(' ').append(ask.path()).append(" HTTP/1.1\r\n");
      request.append("host: ").append(ask.host()).append("\r\nconnection: close\r\n");
      ask.headers().forEach(header -> request.append(header).append("\r\n"));
      request.append("content-length: 0\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      int status = Integer.parseInt(in.readLine().split(" ", 3)[1]);
      String rule = "";
      String backend = "";
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        String lower = line.toLowerCase(Locale.ROOT);
        rule = lower.startsWith("x-rule: ") ? line.substring(8) : rule;
        backend = lower.startsWith("x-backend: ") ? line.substring(11) : backend;
      }
      return new Answer(status, rule, backend);
    }
  }

  private static HttpServer backend(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("x-backend", name);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private String base(int port) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: front}
            spec:
              selector: {istio: ingressgateway}
              servers:
              - port: {number: %d, name: http, protocol: HTTP}
                hosts: ["*"]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: empty}
            spec: {ports: [{name: http, port: 80}]}
            """
                .formatted(port));
    backends.forEach(
        (name, server) ->
            text.append(
                """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s}
                spec: {ports: [{name: http, port: 80}]}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: %1$s-1, labels: {kubernetes.io/service-name: %1$s}}
                addressType: IPv4
                ports: [{name: http, port: %2$d}]
                endpoints: [{addresses: [127.0.0.1]}]
                """
                    .formatted(name, server.getAddress().getPort())));
    return text.toString();
  }

  /** The rules of a seed, and a host that tells which seed is in force. */
  private static String routes(int seed) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: marker}
    spec:
      hosts: [marker.test]
      gateways: [front]
      http:
      - match: [{uri: {exact: /%d}}]
        directResponse: {status: 200}
    ---
    %s\
    """
        .formatted(seed, new RandomConfig(seed).virtualServices());
  }
}
