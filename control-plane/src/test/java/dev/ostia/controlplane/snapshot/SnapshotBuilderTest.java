package dev.ostia.controlplane.snapshot;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotBuilderTest {

  private static final String EDS =
      "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";
  private static final String RDS = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";
  private static final String CDS = "type.googleapis.com/envoy.config.cluster.v3.Cluster";

  private final SnapshotBuilder builder = new SnapshotBuilder();

  @Test
  void versionIsTheHashOfTheBytes() {
    Snapshot snapshot = builder.build(endpoints(Map.of("x", assignment("x"))));

    assertThat(snapshot.resources(EDS).values())
        .singleElement()
        .satisfies(
            resource -> {
              // printf '\x0a\x01x' | sha256sum
              assertThat(resource.version()).isEqualTo("fbc601aefa01f8692f1ee4ca767d28f0");
              assertThat(resource.packed().getTypeUrl()).isEqualTo(EDS);
            });
  }

  @Test
  void versionDoesNotDependOnTheOrderOfMapEntries() {
    Snapshot one = builder.build(clusters(clusterWithMetadata("a", "b", "c", "d", "e")));
    Snapshot other =
        new SnapshotBuilder().build(clusters(clusterWithMetadata("e", "d", "c", "b", "a")));

    assertThat(other.version()).isEqualTo(one.version());
    assertThat(other.resources(CDS)).isEqualTo(one.resources(CDS));
  }

  @Test
  void whatIsUnchangedKeepsItsInstance() {
    Message x = assignment("x");
    Snapshot before = builder.build(endpoints(Map.of("x", x, "y", assignment("y"))));

    Snapshot after = builder.build(endpoints(Map.of("x", x, "y", assignment("z"))));

    assertThat(after.resources(EDS).get("x")).isSameAs(before.resources(EDS).get("x"));
    assertThat(after.resources(EDS).get("y")).isNotEqualTo(before.resources(EDS).get("y"));
    assertThat(after.resources(CDS)).isSameAs(before.resources(CDS));
    assertThat(after.version()).isNotEqualTo(before.version());
  }

  @Test
  void aRouteConfigurationIsPackedFromTheBytesOfItsVirtualHosts() throws Exception {
    RouteConfiguration first = routes(virtualHost("a"), virtualHost("b"));
    builder.build(routes(first));
    RouteConfiguration second = routes(first.getVirtualHosts(0), virtualHost("c"));

    VersionedResource changed = packed(builder, second);
    VersionedResource fresh = packed(new SnapshotBuilder(), second);

    assertThat(changed).isEqualTo(fresh);
    assertThat(changed.packed().getValue()).isEqualTo(second.toByteString());
    assertThat(changed.version()).isNotEqualTo(packed(new SnapshotBuilder(), first).version());
  }

  private static VersionedResource packed(SnapshotBuilder builder, RouteConfiguration routes) {
    return requireNonNull(builder.build(routes(routes)).resources(RDS).get("http.80"));
  }

  @Test
  void fieldsBesideTheVirtualHostsCountForTheVersion() {
    RouteConfiguration plain = routes(virtualHost("a"));
    Snapshot before = builder.build(routes(plain));

    Snapshot after =
        builder.build(routes(plain.toBuilder().setIgnorePortInHostMatching(true).build()));

    assertThat(after.version()).isNotEqualTo(before.version());
  }

  private static VirtualHost virtualHost(String name) {
    return VirtualHost.newBuilder().setName(name).addDomains(name).build();
  }

  private static RouteConfiguration routes(VirtualHost... hosts) {
    return RouteConfiguration.newBuilder()
        .setName("http.80")
        .addAllVirtualHosts(List.of(hosts))
        .setMaxDirectResponseBodySizeBytes(UInt32Value.of(9))
        .build();
  }

  private static Translation routes(RouteConfiguration configuration) {
    NavigableMap<String, Message> resources = new TreeMap<>(Map.of("http.80", configuration));
    return new Translation(Map.of(ResourceType.ROUTE, resources), Map.of(), List.of());
  }

  @Test
  void equalContentInAnotherInstanceChangesNothing() {
    Snapshot before = builder.build(endpoints(Map.of("x", assignment("x"))));

    Snapshot after = builder.build(endpoints(Map.of("x", assignment("x"))));

    assertThat(after).isSameAs(before);
  }

  @Test
  void addedAndRemovedNamesAreFoundWhereverTheyStand() {
    Message m = assignment("m");
    builder.build(endpoints(Map.of("a", assignment("a"), "m", m, "z", assignment("z"))));

    Snapshot after = builder.build(endpoints(Map.of("b", assignment("b"), "m", m)));

    assertThat(after.resources(EDS).keySet()).containsExactly("b", "m");
    assertThat(after)
        .isEqualTo(new SnapshotBuilder().build(endpoints(Map.of("b", assignment("b"), "m", m))));
  }

  @Test
  void emptyAgainIsTheSameAsNeverFilled() {
    Snapshot empty = builder.build(endpoints(Map.of()));
    builder.build(endpoints(Map.of("x", assignment("x"))));

    assertThat(builder.build(endpoints(Map.of())).version()).isEqualTo(empty.version());
  }

  private static Message assignment(String name) {
    return ClusterLoadAssignment.newBuilder().setClusterName(name).build();
  }

  private static Message clusterWithMetadata(String... keys) {
    Struct.Builder struct = Struct.newBuilder();
    for (String key : keys) {
      struct.putFields(key, Value.newBuilder().setStringValue(key).build());
    }
    return Cluster.newBuilder()
        .setName("c")
        .setMetadata(Metadata.newBuilder().putFilterMetadata("f", struct.build()))
        .build();
  }

  private static Translation clusters(Message cluster) {
    NavigableMap<String, Message> clusters = new TreeMap<>(Map.of("c", cluster));
    return new Translation(Map.of(ResourceType.CLUSTER, clusters), Map.of(), List.of());
  }

  private static Translation endpoints(Map<String, Message> assignments) {
    return new Translation(
        Map.of(ResourceType.ENDPOINT, new TreeMap<>(assignments)), Map.of(), List.of());
  }
}
