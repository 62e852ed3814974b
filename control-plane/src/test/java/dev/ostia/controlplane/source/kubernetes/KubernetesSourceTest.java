package dev.ostia.controlplane.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.kubernetes.ClusterClient;
import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesSourceTest {

  private static final ObjectKey ROUTE = new ObjectKey(Kind.VIRTUAL_SERVICE, "shop", "cart");

  /** One line for each request is of no use. */
  private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

  private final KubernetesCrudDispatcher dispatcher = new KubernetesCrudDispatcher();
  private final List<SourceUpdate> updates = new CopyOnWriteArrayList<>();
  private final Map<ObjectKey, ConfigObject<?>> objects = new ConcurrentHashMap<>();
  private KubernetesMockServer server;
  private KubernetesClient client;
  private KubernetesSource source;

  @BeforeEach
  void start() {
    REQUESTS.setLevel(Level.OFF);
    server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
    server.init();
    client =
        ClusterClient.connect(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(server.url("/"))
                .withHttp2Disable(true)
                .build());
    source =
        new KubernetesSource(
            client,
            new KubernetesOptions(List.of(), Duration.ofMillis(100), Duration.ofMillis(200)));
  }

  @AfterEach
  void stop() {
    source.close();
    client.close();
    server.destroy();
  }

  private void follow() {
    source.start(
        update -> {
          update.upserts().forEach(object -> objects.put(object.key(), object));
          update.removals().forEach(objects::remove);
          updates.add(update);
        });
    await().atMost(Duration.ofSeconds(60)).until(() -> !updates.isEmpty());
  }

  private void await60(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }

  private void install(String kind, String plural) {
    dispatcher.expectCustomResource(
        new CustomResourceDefinitionContext.Builder()
            .withGroup("networking.istio.io")
            .withVersion("v1")
            .withKind(kind)
            .withPlural(plural)
            .withScope("Namespaced")
            .build());
  }

  private void apply(String yaml) {
    GenericKubernetesResource object =
        client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    var operation =
        client
            .genericKubernetesResources(object.getApiVersion(), object.getKind())
            .inNamespace(object.getMetadata().getNamespace());
    if (operation.withName(object.getMetadata().getName()).get() == null) {
      operation.resource(object).create();
    } else {
      operation.resource(object).update();
    }
  }

  private static String route(String field) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata:
      name: cart
      namespace: shop
    spec:
      hosts: [cart.example.com]
      http:
      - %s: [{destination: {host: cart}}]
    """
        .formatted(field);
  }

  private List<Diagnostic> diagnostics() {
    return updates.getLast().diagnostics();
  }

  @Test
  void theFirstUpdateHoldsAllThatExists() {
    install("VirtualService", "virtualservices");
    apply(route("route"));
    client
        .services()
        .inNamespace("shop")
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("cart")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withName("http")
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();

    follow();

    assertThat(updates.getFirst().synced()).isTrue();
    assertThat(updates.getFirst().upserts())
        .extracting(ConfigObject::toString)
        .containsExactlyInAnyOrder("VirtualService shop/cart", "Service shop/cart");
  }

  @Test
  void aRefusedObjectKeepsItsLastGoodVersionAndIsNamedWithItsField() {
    install("VirtualService", "virtualservices");
    apply(route("route"));
    follow();
    ConfigObject<?> good = objects.get(ROUTE);

    apply(route("rout"));
    await60(() -> assertThat(diagnostics()).hasSize(1));

    assertThat(diagnostics().getFirst().object()).isEqualTo(ROUTE);
    assertThat(diagnostics().getFirst().field()).isEqualTo("spec.http[0].rout");
    assertThat(diagnostics().getFirst().where()).isEqualTo(Optional.empty());
    assertThat(objects.get(ROUTE)).isSameAs(good);

    apply(route("route"));
    await60(() -> assertThat(diagnostics()).isEmpty());
  }

  @Test
  void aChangeOfStatusAloneIsNoChange() {
    install("VirtualService", "virtualservices");
    apply(route("route"));
    follow();
    ConfigObject<?> before = objects.get(ROUTE);

    apply(route("route") + "status: {observedGeneration: \"1\"}\n");
    apply(route("route").replace("name: cart", "name: later"));
    await60(
        () ->
            assertThat(objects).containsKey(new ObjectKey(Kind.VIRTUAL_SERVICE, "shop", "later")));

    assertThat(objects.get(ROUTE)).isSameAs(before);
    assertThat(updates).hasSize(2);
  }

  @Test
  void aDeletedObjectIsRemoved() {
    install("VirtualService", "virtualservices");
    apply(route("route"));
    follow();

    client
        .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
        .inNamespace("shop")
        .withName("cart")
        .delete();

    await60(() -> assertThat(objects).doesNotContainKey(ROUTE));
  }

  @Test
  void aKindThatIsInstalledLaterIsPickedUp() {
    follow();
    assertThat(objects).isEmpty();

    install("VirtualService", "virtualservices");
    apply(route("route"));

    await60(() -> assertThat(objects).containsKey(ROUTE));
  }

  @Test
  void secretsOfUnusedTypesAreNotAskedFor() throws Exception {
    follow();

    List<String> paths = new CopyOnWriteArrayList<>();
    while (server.getRequestCount() > paths.size()) {
      paths.add(String.valueOf(server.takeRequest().getPath()));
    }
    assertThat(paths)
        .filteredOn(path -> path.startsWith("/api/v1/secrets"))
        .isNotEmpty()
        .allMatch(
            path ->
                path.contains(
                    "fieldSelector=type%21%3Dkubernetes.io%2Fservice-account-token"
                        + "%2Ctype%21%3Dhelm.sh%2Frelease.v1"));
  }
}
