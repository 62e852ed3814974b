package dev.ostia.controlplane.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told of the difference between two translations. */
class ResourceDiffTest {

  private static final Cluster KEPT = cluster("kept");

  @Test
  void everyNameIsInOneList() {
    Translation before =
        clusters(
            Map.of(
                "a-gone", cluster("1"),
                "b-kept", KEPT,
                "c-other", cluster("1"),
                "d-gone", cluster("1"),
                "f-alike", cluster("1"),
                "z-gone", cluster("1")));
    Translation after =
        clusters(
            Map.of(
                "b-kept", KEPT,
                "c-other", cluster("2"),
                "e-new", cluster("1"),
                "f-alike", cluster("1"),
                "g-new", cluster("1")));

    ResourceDiff diff = clusters(before, after);

    assertThat(diff)
        .isEqualTo(
            new ResourceDiff(
                List.of("e-new", "g-new"),
                List.of("c-other"),
                List.of("a-gone", "d-gone", "z-gone"),
                List.of("f-alike")));
    assertThat(diff.built()).isEqualTo(4);
    assertThat(diff.brings()).isTrue();
  }

  @Test
  void toAndFromNothing() {
    Translation one = clusters(Map.of("a", KEPT));
    Translation none = clusters(Map.of());

    assertThat(clusters(none, one))
        .isEqualTo(new ResourceDiff(List.of("a"), List.of(), List.of(), List.of()));
    assertThat(clusters(one, none))
        .isEqualTo(new ResourceDiff(List.of(), List.of(), List.of("a"), List.of()));
    assertThat(clusters(one, one).isEmpty()).isTrue();
  }

  private static ResourceDiff clusters(Translation before, Translation after) {
    return Objects.requireNonNull(ResourceDiff.byType(before, after).get(ResourceType.CLUSTER));
  }

  private static Cluster cluster(String name) {
    return Cluster.newBuilder().setName(name).build();
  }

  private static Translation clusters(Map<String, Message> clusters) {
    return new Translation(
        Map.of(ResourceType.CLUSTER, new TreeMap<>(clusters)), Map.of(), List.of());
  }
}
