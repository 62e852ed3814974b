package dev.ostia.controlplane.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProxyGroupsTest {

  private static final String CDS = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
  private static final ObjectKey KEY = new ObjectKey(Kind.VIRTUAL_SERVICE, "default", "a");

  /** What the stand-in for the translator makes of a view: clusters by the root namespace. */
  private volatile Function<ConfigView, Translation> translation = ProxyGroupsTest::clusterOf;

  private final BlockingQueue<Round> rounds = new LinkedBlockingQueue<>();
  private final ProxyGroups groups =
      new ProxyGroups(
          new GroupListener() {
            @Override
            public void onRound(StoreState state, List<GroupUpdate> updates) {
              rounds.add(new Round(state, updates));
            }
          },
          true,
          proxy -> view -> translation.apply(view));

  private record Round(StoreState state, List<GroupUpdate> updates) {}

  @AfterEach
  void close() {
    groups.close();
  }

  @Test
  void nothingIsServedBeforeTheFirstState() throws Exception {
    List<Snapshot> got = new CopyOnWriteArrayList<>();
    groups.follow(node("edge"), got::add);
    groups.onPublish(state("one"));

    assertThat(nextRound().updates()).hasSize(1);
    assertThat(got).hasSize(1);
    assertThat(got.getFirst().resources(CDS).keySet()).containsExactly("one");
  }

  @Test
  void proxyThatComesLaterGetsTheNewestState() throws Exception {
    groups.onPublish(state("one"));
    nextRound();
    List<Snapshot> got = new CopyOnWriteArrayList<>();

    groups.follow(node("edge"), got::add);

    Round caughtUp = nextRound();
    assertThat(caughtUp.state().changed()).isEmpty();
    assertThat(caughtUp.updates().getFirst().first()).isTrue();
    assertThat(got.getFirst().resources(CDS).keySet()).containsExactly("one");
  }

  @Test
  void equalProxiesShareOneTranslation() throws Exception {
    groups.follow(node("edge"), snapshot -> {});
    groups.follow(node("edge"), snapshot -> {});
    groups.follow(node("other"), snapshot -> {});
    groups.onPublish(state("one"));

    assertThat(nextRound().updates())
        .extracting(update -> update.proxy().namespace())
        .containsExactly("edge", "other");
  }

  @Test
  void aGroupThatAllHaveLeftComesLater() throws Exception {
    AutoCloseable stream = groups.follow(node("edge"), snapshot -> {});
    groups.follow(node("other"), snapshot -> {});
    groups.onPublish(state("one"));
    nextRound();
    stream.close();

    groups.onPublish(state("two"));
    assertThat(nextRound().updates())
        .extracting(update -> update.proxy().namespace())
        .containsExactly("other");
    Round later = nextRound();
    assertThat(later.state().changed()).isEmpty();
    assertThat(later.updates())
        .extracting(update -> update.proxy().namespace())
        .containsExactly("edge");
  }

  @Test
  void aProxyThatReturnsIsGivenNothingOld() throws Exception {
    AutoCloseable stream = groups.follow(node("edge"), snapshot -> {});
    groups.onPublish(state("one"));
    nextRound();
    stream.close();
    groups.onPublish(state("two"));
    nextRound();

    List<Snapshot> got = new CopyOnWriteArrayList<>();
    groups.follow(node("edge"), got::add);
    assertThat(nextRound().updates()).singleElement().matches(GroupUpdate::first);
    assertThat(got)
        .singleElement()
        .satisfies(only -> assertThat(only.resources(CDS).keySet()).containsExactly("two"));
  }

  @Test
  void aGroupThatIsUpToDateIsGivenAtOnce() throws Exception {
    AutoCloseable stream = groups.follow(node("edge"), snapshot -> {});
    groups.onPublish(state("one"));
    nextRound();
    stream.close();

    BlockingQueue<Snapshot> got = new LinkedBlockingQueue<>();
    groups.follow(node("edge"), got::add);
    assertThat(got.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(rounds).isEmpty();
  }

  @Test
  void unchangedSnapshotIsNotGivenAgain() throws Exception {
    List<Snapshot> got = new CopyOnWriteArrayList<>();
    groups.follow(node("edge"), got::add);
    groups.onPublish(state("one"));
    nextRound();
    groups.onPublish(state("one"));
    nextRound();

    assertThat(got).hasSize(1);
  }

  @Test
  void statesThatCameMeanwhileAreTranslatedOnceWithAllTheirChanges() throws Exception {
    CountDownLatch translating = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    translation =
        view -> {
          translating.countDown();
          awaitUninterruptibly(goOn);
          return clusterOf(view);
        };
    List<Snapshot> got = new CopyOnWriteArrayList<>();
    groups.follow(node("edge"), got::add);
    groups.onPublish(state("one"));
    translating.await();
    ObjectKey other = new ObjectKey(Kind.GATEWAY, "default", "b");
    groups.onPublish(state("two", Set.of(KEY), 20));
    groups.onPublish(state("three", Set.of(other), 30));
    goOn.countDown();

    nextRound();
    Round second = nextRound();

    assertThat(second.state().changed()).containsExactlyInAnyOrder(KEY, other);
    assertThat(second.state().receivedNanos()).isEqualTo(20);
    assertThat(got)
        .extracting(snapshot -> snapshot.resources(CDS).firstKey())
        .containsExactly("one", "three");
  }

  @Test
  void translationIsMadeAgainWhenACertificateEnds() throws Exception {
    Instant end = Instant.parse("2026-06-01T00:00:00Z");
    translation =
        view -> {
          Translation one = clusterOf(view);
          return new Translation(one.resources(), one.origins(), Map.of(), one.diagnostics(), end);
        };
    groups.follow(node("edge"), snapshot -> {});
    groups.onPublish(state("one"));
    nextRound();

    groups.renew(end.minusMillis(1));
    groups.renew(end);

    Round round = nextRound();
    assertThat(round.updates()).hasSize(1);
    assertThat(round.state().changed()).isEmpty();
    groups.onPublish(state("two"));
    assertThat(nextRound().state().view().mesh().rootNamespace()).isEqualTo("two");
  }

  @Test
  void faultInTranslationKeepsTheLastGoodSnapshotAndIsADiagnostic() throws Exception {
    List<Snapshot> got = new CopyOnWriteArrayList<>();
    groups.follow(node("edge"), got::add);
    groups.onPublish(state("one"));
    nextRound();
    translation =
        view -> {
          throw new IllegalStateException("boom");
        };
    groups.onPublish(state("two", Set.of(KEY), 1));

    GroupUpdate failed = nextRound().updates().getFirst();

    assertThat(failed.after().resources(ResourceType.CLUSTER)).containsOnlyKeys("one");
    assertThat(failed.after().diagnostics())
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.INTERNAL);
              assertThat(diagnostic.message())
                  .isEqualTo(
                      "the configuration of gateways with labels {} in namespace edge"
                          + " could not be made after a change of VirtualService"
                          + " default/a (java.lang.IllegalStateException: boom); they keep the"
                          + " last good one");
            });

    translation = ProxyGroupsTest::clusterOf;
    groups.onPublish(state("three"));
    assertThat(nextRound().updates().getFirst().after().diagnostics()).isEmpty();
    assertThat(got)
        .extracting(snapshot -> snapshot.resources(CDS).firstKey())
        .containsExactly("one", "three");
  }

  @Test
  void streamThatFailsDoesNotKeepOthersFromTheirs() throws Exception {
    List<Snapshot> got = new CopyOnWriteArrayList<>();
    groups.follow(
        node("edge"),
        snapshot -> {
          throw new IllegalStateException("gone");
        });
    groups.follow(node("edge"), got::add);
    groups.onPublish(state("one"));

    nextRound();
    assertThat(got).hasSize(1);
  }

  @Test
  void closedStreamGetsNothingMore() throws Exception {
    List<Snapshot> got = new CopyOnWriteArrayList<>();
    AutoCloseable following = groups.follow(node("edge"), got::add);
    groups.onPublish(state("one"));
    nextRound();
    following.close();
    groups.onPublish(state("two"));
    nextRound();

    assertThat(got).hasSize(1);
  }

  private Round nextRound() throws InterruptedException {
    Round round = rounds.poll(10, TimeUnit.SECONDS);
    if (round == null) {
      throw new AssertionError("no round came");
    }
    return round;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Translation clusterOf(ConfigView view) {
    String name = view.mesh().rootNamespace();
    Message cluster = Cluster.newBuilder().setName(name).build();
    return new Translation(
        Map.of(ResourceType.CLUSTER, new TreeMap<>(Map.of(name, cluster))), Map.of(), List.of());
  }

  private static StoreState state(String name) {
    return state(name, Set.of(), 0);
  }

  private static StoreState state(String name, Set<ObjectKey> changed, long nanos) {
    MeshConfig defaults = MeshConfig.defaults();
    MeshConfig mesh =
        new MeshConfig(
            name,
            defaults.domainSuffix(),
            defaults.connectTimeout(),
            "",
            "",
            defaults.accessLogEncoding(),
            defaults.defaultHttpRetryPolicy(),
            List.of(),
            List.of(),
            List.of());
    return new StoreState(ConfigView.empty(mesh), changed, List.of(), 0, nanos);
  }

  private static Node node(String namespace) {
    Value value = Value.newBuilder().setStringValue(namespace).build();
    return Node.newBuilder()
        .setId(namespace)
        .setMetadata(Struct.newBuilder().putFields("NAMESPACE", value))
        .build();
  }
}
