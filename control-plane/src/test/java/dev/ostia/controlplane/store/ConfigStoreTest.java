package dev.ostia.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.source.SourceSink;
import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigStoreTest {

  /** A source that says what the test tells it to. */
  private static final class TestSource implements Source {
    private final String name;
    private @Nullable SourceSink sink;
    private volatile boolean closed;

    TestSource(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start(SourceSink newSink) {
      sink = newSink;
    }

    @Override
    public void close() {
      closed = true;
    }

    void send(List<ConfigObject<?>> upserts, Set<ObjectKey> removals, boolean synced) {
      SourceSink to = sink;
      assertThat(to).isNotNull();
      to.accept(new SourceUpdate(name, upserts, removals, List.of(), 0, synced));
    }

    void upsert(ConfigObject<?> object) {
      send(List.of(object), Set.of(), true);
    }
  }

  private final List<StoreState> states = new CopyOnWriteArrayList<>();
  private final TestSource one = new TestSource("one");
  private final TestSource two = new TestSource("two");
  private @Nullable ConfigStore store;

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private ConfigStore start(Source... sources) {
    ConfigStore started = new ConfigStore(MeshConfig.defaults(), List.of(sources));
    store = started;
    started.addListener(states::add);
    started.start();
    return started;
  }

  private static ObjectKey key(String name) {
    return new ObjectKey(Kind.NAMESPACE, "", name);
  }

  private static ConfigObject<?> namespace(String name, String version, int line) {
    return new ConfigObject<>(
        key(name),
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels("v", version)
            .endMetadata()
            .build(),
        Instant.EPOCH,
        FieldPositions.builder("a.yaml").put("", line, 1).build());
  }

  @Test
  void nothingIsPublishedBeforeEverySourceHasSynced() {
    start(one, two);
    one.upsert(namespace("a", "1", 1));
    two.send(List.of(namespace("b", "1", 1)), Set.of(), false);
    two.send(List.of(namespace("c", "1", 1)), Set.of(), true);
    await().until(() -> !states.isEmpty());
    assertThat(states.getFirst().view().namespaces()).hasSize(3);
    assertThat(states.getFirst().changed()).containsExactlyInAnyOrder(key("a"), key("b"), key("c"));
  }

  @Test
  void aStoreWithoutSourcesPublishesTheEmptyView() {
    start();
    await().until(() -> !states.isEmpty());
    assertThat(states.getFirst().view().size()).isZero();
  }

  @Test
  void changesNameWhatIsNewReplacedOrGone() {
    start(one);
    one.send(
        List.of(namespace("a", "1", 1), namespace("b", "1", 5), namespace("c", "1", 9)),
        Set.of(),
        true);
    await().until(() -> states.size() == 1);
    one.send(
        List.of(namespace("a", "2", 1), namespace("d", "1", 1)),
        Set.of(key("b"), key("unknown")),
        true);
    await().until(() -> states.size() == 2);
    assertThat(states.getLast().changed()).containsExactlyInAnyOrder(key("a"), key("b"), key("d"));
    assertThat(states.getLast().view().get(key("c")))
        .isEqualTo(states.getFirst().view().get(key("c")));
  }

  @Test
  void anObjectThatOnlyMovedIsNewInTheViewButNotAChange() {
    start(one);
    one.upsert(namespace("a", "1", 1));
    await().until(() -> states.size() == 1);
    one.upsert(namespace("a", "1", 7));
    await().until(() -> states.size() == 2);
    assertThat(states.getLast().changed()).isEmpty();
    assertThat(states.getLast().view().get(key("a")).orElseThrow().position(""))
        .get()
        .hasToString("a.yaml:7:1");
  }

  @Test
  void anUpdateThatChangesNothingPublishesNothing() {
    ConfigStore started = start(one);
    ConfigObject<?> object = namespace("a", "1", 1);
    one.upsert(object);
    await().until(() -> states.size() == 1);
    one.upsert(object);
    started.updateMesh(MeshConfig.defaults(), List.of());
    one.upsert(namespace("b", "1", 1));
    await().until(() -> states.getLast().view().size() == 2);
    assertThat(states).hasSize(2);
  }

  @Test
  void whatIsQueuedWhileAListenerWorksBecomesOneState() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ConfigStore started = new ConfigStore(MeshConfig.defaults(), List.of(one));
    store = started;
    started.addListener(
        state -> {
          states.add(state);
          busy.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    started.start();
    one.upsert(namespace("a", "0", 1));
    busy.await();
    long before = System.nanoTime();
    for (int i = 1; i <= 100; i++) {
      one.upsert(namespace("a", "" + i, 1));
    }
    long after = System.nanoTime();
    goOn.countDown();
    await().until(() -> states.size() == 2);
    assertThat(states.getLast().view().get(key("a")).orElseThrow().labels())
        .containsEntry("v", "100");
    assertThat(states.getLast().receivedNanos()).isBetween(before, after);
  }

  @Test
  void ofTwoSourcesTheFirstWinsAndTheOtherIsNamed() {
    start(one, two);
    two.upsert(namespace("a", "two", 3));
    one.upsert(namespace("a", "one", 1));
    await().until(() -> !states.isEmpty());
    assertThat(states.getLast().view().get(key("a")).orElseThrow().labels())
        .containsEntry("v", "one");
    assertThat(states.getLast().diagnostics())
        .extracting(Object::toString)
        .containsExactly(
            "a.yaml:3:1: error OST005 Namespace a: the object is in one as well, and that one"
                + " counts. Remove one of them");
    one.send(List.of(), Set.of(key("a")), true);
    await().until(() -> states.size() == 2);
    assertThat(states.getLast().view().get(key("a")).orElseThrow().labels())
        .containsEntry("v", "two");
    assertThat(states.getLast().diagnostics()).isEmpty();
  }

  @Test
  void aListenerThatFailsStopsNobodyElse() {
    ConfigStore started = new ConfigStore(MeshConfig.defaults(), List.of(one));
    store = started;
    started.addListener(
        state -> {
          throw new IllegalStateException("as the test wants");
        });
    started.addListener(states::add);
    started.start();
    one.upsert(namespace("a", "1", 1));
    await().until(() -> states.size() == 1);
    one.upsert(namespace("a", "2", 1));
    await().until(() -> states.size() == 2);
  }

  @Test
  void anotherMeshConfigurationIsAnotherView() {
    ConfigStore started = start(one);
    one.upsert(namespace("a", "1", 1));
    await().until(() -> states.size() == 1);
    MeshConfig d = MeshConfig.defaults();
    MeshConfig other =
        new MeshConfig(
            "other",
            d.domainSuffix(),
            d.connectTimeout(),
            d.accessLogFile(),
            d.accessLogFormat(),
            d.accessLogEncoding(),
            d.defaultHttpRetryPolicy(),
            d.defaultServiceExportTo(),
            d.defaultVirtualServiceExportTo(),
            d.defaultDestinationRuleExportTo());
    started.updateMesh(other, List.of());
    await().until(() -> states.size() == 2);
    assertThat(states.getLast().view().mesh().rootNamespace()).isEqualTo("other");
    assertThat(states.getLast().changed()).isEmpty();
  }

  @Test
  void closingStopsTheSources() {
    ConfigStore started = start(one);
    started.close();
    assertThat(one.closed).isTrue();
  }
}
