package dev.ostia.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables of a real Envoy that Ostia feeds, against what istioctl would print, written by hand. The
 * gateway's port is one of five digits and stands as PPPPP in what is expected.
 */
class LiveTablesIT {

  private static final String REVIEWS = "reviews.default.svc.cluster.local";
  private static final String RATINGS = "ratings.default.svc.cluster.local";

  @TempDir private static Path folder;

  private static LiveGateway gateway;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    port = LiveGateway.freePort();
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(
        config.resolve("all.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: front}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {number: %d, name: http, protocol: HTTP}
            hosts: ["*.example.com"]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          hosts: [a.example.com]
          gateways: [front]
          http:
          - match: [{uri: {prefix: /reviews}}]
            route: [{destination: {host: reviews, subset: v1}}]
          - route: [{destination: {host: ratings}}]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: reviews}
        spec:
          host: reviews
          subsets: [{name: v1, labels: {version: v1}}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: reviews}
        spec: {ports: [{name: http, port: 9080}], selector: {app: reviews}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: r1, labels: {app: reviews, version: v1}}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: reviews-1, labels: {kubernetes.io/service-name: reviews}}
        addressType: IPv4
        ports: [{name: http, port: 9080}]
        endpoints: [{addresses: [127.0.0.5], targetRef: {kind: Pod, name: r1}}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: ratings}
        spec: {ports: [{name: http, port: 80}], selector: {app: ratings}}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: ratings-1, labels: {kubernetes.io/service-name: ratings}}
        addressType: IPv4
        ports: [{name: http, port: 8080}]
        endpoints: [{addresses: [127.0.0.7]}, {addresses: [127.0.0.6]}]
        """
            .formatted(port));
    gateway = LiveGateway.start(config, "tables");
    LiveGateway.awaitOpen(port);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> gateway.ask("/clusters").contains("127.0.0.7:8080::health_flags"));
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  private static final String CLUSTERS =
      "SERVICE FQDN                          PORT     SUBSET     DIRECTION     TYPE     DESTINATION"
          + " RULE\n";
  private static final String RATINGS_ROW =
      RATINGS + "     80       -          outbound      EDS      \n";
  private static final String REVIEWS_ROW =
      REVIEWS + "     9080     v1         outbound      EDS      reviews.default\n";
  private static final String ENDPOINTS =
      "ENDPOINT           STATUS      OUTLIER CHECK     CLUSTER\n";
  private static final String RATINGS_6 =
      "127.0.0.6:8080     HEALTHY     OK                outbound|80||" + RATINGS + "\n";
  private static final String RATINGS_7 =
      "127.0.0.7:8080     HEALTHY     OK                outbound|80||" + RATINGS + "\n";
  private static final String REVIEWS_5 =
      "127.0.0.5:9080     HEALTHY     OK                outbound|9080|v1|" + REVIEWS + "\n";
  private static final String ROUTES =
      "NAME           VHOST NAME              DOMAINS           MATCH         VIRTUAL SERVICE\n";
  private static final String SHOP_1 =
      "http.PPPPP     a.example.com:PPPPP     a.example.com     /reviews*     shop.default\n";
  private static final String SHOP_2 =
      "http.PPPPP     a.example.com:PPPPP     a.example.com     /*            shop.default\n";

  private static Arguments table(String command, String... lines) {
    return Arguments.of(command, String.join("", lines));
  }

  /** Commands, each with the lines that must be printed. */
  static List<Arguments> tables() {
    List<Arguments> all = new ArrayList<>();
    for (String name : List.of("cluster", "clusters", "c")) {
      all.add(table(name + " --fqdn " + RATINGS, CLUSTERS, RATINGS_ROW));
      all.add(table(name + " --port 9080", CLUSTERS, REVIEWS_ROW));
      all.add(table(name + " --subset v1", CLUSTERS, REVIEWS_ROW));
      all.add(table(name + " --direction outbound", CLUSTERS, RATINGS_ROW, REVIEWS_ROW));
    }
    for (String name : List.of("endpoint", "endpoints", "ep")) {
      all.add(table(name + " --address 127.0.0.6", ENDPOINTS, RATINGS_6));
      all.add(table(name + " --port 9080", ENDPOINTS, REVIEWS_5));
      all.add(table(name + " --port 8080", ENDPOINTS, RATINGS_6, RATINGS_7));
      all.add(table(name + " --cluster outbound|9080|v1|" + REVIEWS, ENDPOINTS, REVIEWS_5));
      all.add(table(name + " --port 8080 --status healthy", ENDPOINTS, RATINGS_6, RATINGS_7));
      // No row, so the columns are as wide as their headers.
      all.add(
          table(
              name + " --status unhealthy", "ENDPOINT     STATUS     OUTLIER CHECK     CLUSTER\n"));
    }
    for (String name : List.of("route", "routes", "r")) {
      all.add(table(name + " --name http.PPPPP", ROUTES, SHOP_1, SHOP_2));
      all.add(table(name + " --name http.PPPPP -o short", ROUTES, SHOP_1, SHOP_2));
    }
    for (String name : List.of("listener", "listeners", "l")) {
      all.add(
          table(
              name + " --port PPPPP",
              "ADDRESSES PORT  MATCH DESTINATION\n",
              "0.0.0.0   PPPPP ALL   Route: http.PPPPP\n"));
    }
    for (String name : List.of("secret", "secrets", "s")) {
      all.add(table(name, "No active or warming secrets found.\n"));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isWhatIstioctlPrints(String command, String expected) {
    List<Object> arguments = new ArrayList<>(List.of("pc"));
    for (String word : command.split(" ", -1)) {
      arguments.add(word.replace("PPPPP", String.valueOf(port)));
    }
    arguments.addAll(List.of("--admin", gateway.admin()));
    Cli run = Cli.run(arguments.toArray());
    assertThat(run.out().replace(String.valueOf(port), "PPPPP")).isEqualTo(expected);
    assertThat(run.exitCode()).isZero();
  }
}
