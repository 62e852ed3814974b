package dev.ostia.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Position;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportStateTest {

  private static final String RDS = ResourceType.ROUTE.typeUrl();
  private static final String CDS = ResourceType.CLUSTER.typeUrl();
  private static final String NODE = "router~127.0.0.1~gw1.edge~edge.svc.cluster.local";
  private static final Proxy PROXY = new Proxy("edge", Map.of("a", "b"), Locality.UNKNOWN);
  private static final ObjectKey HELLO = new ObjectKey(Kind.VIRTUAL_SERVICE, "default", "hello");
  private static final long MILLI = 1_000_000;

  private final List<String> lines = new ArrayList<>();
  private final ReportState report =
      new ReportState(
          new ReportSink() {
            @Override
            public void info(String line) {
              lines.add(line);
            }

            @Override
            public void warn(String line) {
              lines.add("WARN " + line);
            }

            @Override
            public void diagnostic(Severity severity, String line) {
              lines.add(severity + " " + line);
            }
          });

  private Translation translation = new Translation(Map.of(), Map.of(), List.of());
  private long now = 1_000 * MILLI;

  @BeforeEach
  void gatewayIsConfigured() {
    report.join(NODE, PROXY);
    round("v1", Set.of(), true, routes("http.8080", host("a", "1"), host("b", "1")));
    lines.clear();
  }

  @Test
  void editIsToldWhenItIsAcked() {
    round("v2", Set.of(HELLO), false, routes("http.8080", host("a", "2"), host("b", "1")));
    assertThat(lines).isEmpty();

    report.ack(NODE, RDS, "v2", now + 14 * MILLI);

    assertThat(lines)
        .containsExactly(
            "VirtualService default/hello: 1 virtual host updated in http.8080, ACKed by gw1 in 14"
                + " ms");
  }

  @Test
  void ackOfTheSnapshotBeforeDoesNotCount() {
    round("v2", Set.of(HELLO), false, routes("http.8080", host("a", "2"), host("b", "1")));
    report.ack(NODE, RDS, "v1", now + MILLI);

    assertThat(lines).isEmpty();
  }

  @Test
  void ackOfALaterSnapshotCounts() {
    round("v2", Set.of(HELLO), false, routes("http.8080", host("a", "2"), host("b", "1")));
    round("v3", Set.of(HELLO), false, routes("http.8080", host("a", "2"), host("b", "2")));
    report.ack(NODE, RDS, "v3", now + 3 * MILLI);

    assertThat(lines).hasSize(2).allMatch(line -> line.contains("1 virtual host updated"));
  }

  @Test
  void ackThatArrivesBeforeTheRoundIsReportedCounts() {
    report.ack(NODE, RDS, "v2", now + 5 * MILLI);
    round("v2", Set.of(HELLO), false, routes("http.8080", host("a", "1")));

    assertThat(lines)
        .containsExactly(
            "VirtualService default/hello: 1 virtual host removed from http.8080, ACKed by gw1 in 5"
                + " ms");
  }

  @Test
  void allAwaitedTypesMustBeAcked() {
    Map<ResourceType, Map<String, Message>> next =
        routes("http.8080", host("a", "1"), host("b", "1"), host("c", "1"));
    next.put(ResourceType.CLUSTER, Map.of("c", Cluster.newBuilder().setName("c").build()));
    round("v2", Set.of(HELLO), false, next);
    report.ack(NODE, CDS, "v2", now + 2 * MILLI);
    assertThat(lines).isEmpty();
    report.ack(NODE, RDS, "v2", now + 6 * MILLI);

    assertThat(lines)
        .containsExactly(
            "VirtualService default/hello: 1 virtual host added to http.8080, 1 cluster added,"
                + " ACKed by gw1 in 6 ms");
  }

  @Test
  void settledProxyHasAckedEverything() {
    round("v2", Set.of(HELLO), false, routes("http.9090", host("a", "1")));
    report.settled(NODE, "v2", now + 8 * MILLI);

    assertThat(lines)
        .containsExactly(
            "VirtualService default/hello: route configuration http.9090 added with 1 virtual host,"
                + " route configuration http.8080 removed, ACKed by gw1 in 8 ms");
  }

  @Test
  void editWithoutEffectIsToldAtOnce() {
    round("v1", Set.of(HELLO), false, routes("http.8080", host("a", "1"), host("b", "1")));

    assertThat(lines).containsExactly("VirtualService default/hello: no effect on gw1");
  }

  @Test
  void editWithNobodyConnectedIsTold() {
    report.leave(NODE, PROXY);
    report.round(state(Set.of(HELLO), List.of()), List.of());

    assertThat(lines)
        .containsExactly("VirtualService default/hello: taken, no gateway is connected");
  }

  @Test
  void deletedAndManyObjectsAreNamedInShort() {
    ObjectKey gone = new ObjectKey(Kind.VIRTUAL_SERVICE, "default", "gone");
    round("v1", Set.of(gone), false, routes("http.8080", host("a", "1"), host("b", "1")));
    assertThat(lines).containsExactly("VirtualService default/gone (deleted): no effect on gw1");
    lines.clear();

    Set<ObjectKey> many = Set.of(HELLO, gone, key("a"), key("b"));
    round("v1", many, false, routes("http.8080", host("a", "1"), host("b", "1")));
    assertThat(lines)
        .containsExactly("VirtualService default/a (deleted) and 3 more objects: no effect on gw1");
  }

  @Test
  void nackNamesTheObjectThatChangedAndItsPlace() {
    round("v2", Set.of(HELLO), false, routes("http.8080", host("a", "2"), host("b", "1")));
    report.nack(NODE, RDS, Set.of("http.8080"), "http.8080: bad regex\nline two");

    assertThat(lines)
        .containsExactly(
            "WARN gw1 refused route configuration http.8080, made from VirtualService default/hello"
                + " (app.yaml:7:1): http.8080: bad regex line two; it keeps the configuration that"
                + " it had");
  }

  @Test
  void proxyThatLeavesIsNotWaitedFor() {
    round("v2", Set.of(HELLO), false, routes("http.8080", host("a", "2"), host("b", "1")));
    report.leave(NODE, PROXY);
    report.expire(now + 60_000 * MILLI);

    assertThat(lines).isEmpty();
  }

  @Test
  void proxyThatDoesNotAnswerIsToldOnce() {
    round("v2", Set.of(HELLO), false, routes("http.8080", host("a", "2"), host("b", "1")));
    report.expire(now + 9_000 * MILLI);
    assertThat(lines).isEmpty();
    report.expire(now + 11_000 * MILLI);
    report.expire(now + 12_000 * MILLI);

    assertThat(lines)
        .containsExactly(
            "VirtualService default/hello: 1 virtual host updated in http.8080, sent, but gw1 has"
                + " not answered for 10 s");
  }

  @Test
  void diagnosticsAreToldWhenTheyComeAndWhenTheyGo() {
    Diagnostic found = diagnostic(3);
    report.round(state(Set.of(), List.of(found)), List.of());
    report.round(state(Set.of(), List.of(diagnostic(4))), List.of());
    report.round(state(Set.of(), List.of()), List.of());

    assertThat(lines)
        .containsExactly(
            "ERROR app.yaml:3:5: error OST002 VirtualService default/hello spec.hostz: no such"
                + " field. Did you mean hosts",
            "resolved: app.yaml:4:5: error OST002 VirtualService default/hello spec.hostz: no such"
                + " field. Did you mean hosts");
  }

  private static Diagnostic diagnostic(int line) {
    return new Diagnostic(
        DiagnosticCode.UNKNOWN_FIELD,
        Severity.ERROR,
        HELLO,
        "spec.hostz",
        "no such field",
        "Did you mean hosts",
        new Position("app.yaml", line, 5));
  }

  private void round(
      String version,
      Set<ObjectKey> changed,
      boolean first,
      Map<ResourceType, ? extends Map<String, Message>> resources) {
    Translation before = translation;
    Map<ResourceType, SortedMap<String, Message>> sorted = new TreeMap<>();
    resources.forEach((type, messages) -> sorted.put(type, new TreeMap<>(messages)));
    sorted.put(
        ResourceType.LISTENER,
        new TreeMap<>(Map.of("l", Listener.newBuilder().setName("l").build())));
    translation =
        new Translation(
            sorted,
            Map.of(ResourceType.ROUTE, Map.of("http.8080", Set.of(HELLO, key("other")))),
            List.of());
    report.round(
        state(changed, List.of()),
        List.of(
            new GroupUpdate(
                PROXY, before, translation, new Snapshot(version, Map.of()), now, first, 0, 0)));
  }

  private StoreState state(Set<ObjectKey> changed, List<Diagnostic> diagnostics) {
    FieldPositions positions = FieldPositions.builder("app.yaml").put("", 7, 1).build();
    ConfigObject<?> hello =
        new ConfigObject<>(HELLO, new VirtualService(), Instant.EPOCH, positions);
    ConfigView view = ConfigView.of(MeshConfig.defaults(), List.of(hello));
    return new StoreState(view, changed, diagnostics, 0, now);
  }

  private static ObjectKey key(String name) {
    return new ObjectKey(Kind.VIRTUAL_SERVICE, "default", name);
  }

  private static VirtualHost host(String name, String domain) {
    return VirtualHost.newBuilder().setName(name).addDomains(domain).build();
  }

  private static Map<ResourceType, Map<String, Message>> routes(String name, VirtualHost... hosts) {
    Map<ResourceType, Map<String, Message>> resources = new TreeMap<>();
    resources.put(
        ResourceType.ROUTE,
        Map.of(
            name,
            RouteConfiguration.newBuilder()
                .setName(name)
                .addAllVirtualHosts(List.of(hosts))
                .build()));
    return resources;
  }
}
