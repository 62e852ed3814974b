package dev.ostia.controlplane.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import dev.ostia.controlplane.source.kubernetes.Observed;
import dev.ostia.controlplane.source.kubernetes.ObservedObjects;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent and how fast; who writes is tested with a real API server. */
class StatusWriterTest {

  private static final ObjectKey ROUTE = new ObjectKey(Kind.VIRTUAL_SERVICE, "shop", "cart");
  private static final String STATUS =
      "/apis/networking.istio.io/v1/namespaces/shop/virtualservices/cart/status"
          + "?fieldManager=ostia&force=true";
  private static final String ACCEPTED =
      """
      {"conditions": [
         {"type": "Accepted", "status": "True", "reason": "Accepted", "message": "",
          "observedGeneration": 3, "lastTransitionTime": "2026-01-02T03:04:05Z"},
         {"type": "ResolvedRefs", "status": "True", "reason": "ResolvedRefs", "message": "",
          "observedGeneration": 3, "lastTransitionTime": "2026-01-02T03:04:05Z"},
         {"type": "Programmed", "status": "True", "reason": "Programmed", "message": "",
          "observedGeneration": 3, "lastTransitionTime": "2026-01-02T03:04:05Z"}],
       "validationMessages": [], "observedGeneration": 3, "somebodyElses": "field"}
      """;

  private final KubernetesMockServer server = new KubernetesMockServer(false);
  private final List<Duration> pauses = new ArrayList<>();
  private KubernetesClient client;

  @BeforeEach
  void start() {
    server.init();
    client =
        ClusterClient.connect(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(server.url("/"))
                .withHttp2Disable(true)
                .build());
  }

  @AfterEach
  void stop() {
    client.close();
    server.destroy();
  }

  /** A writer that sees the object with this status, of generation 3. */
  private StatusWriter writer(JsonNode status) {
    ObservedObjects observed =
        new ObservedObjects() {
          @Override
          public Optional<Observed> observed(ObjectKey key) {
            return Optional.of(new Observed("networking.istio.io/v1", "the-uid", 3, status));
          }

          @Override
          public void onSilentGeneration(Consumer<ObjectKey> listener) {}
        };
    return new StatusWriter(
        new StatusOptions(client, observed, "ostia-system", "one", 20, Duration.ofSeconds(15)),
        List::of,
        pauses::add);
  }

  @Test
  void eachWriteIsFollowedByThePauseThatKeepsTheRate() throws Exception {
    server.expect().patch().withPath(STATUS).andReturn(200, "{}").times(2);
    StatusWriter writer = writer(MissingNode.getInstance());
    writer.write(ROUTE);
    writer.write(ROUTE);
    assertThat(server.getRequestCount()).isEqualTo(2);
    assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(50));
  }

  /** So that replicas, whoever leads, and others who have fields of their own, do not fight. */
  @Test
  void whatStandsThereAlreadyIsNotWrittenAgain() throws Exception {
    writer(new ObjectMapper().readTree(ACCEPTED)).write(ROUTE);
    assertThat(server.getRequestCount()).isZero();
    assertThat(pauses).isEmpty();
  }

  @Test
  void aStatusOfAnOlderGenerationIsWrittenAgain() throws Exception {
    server.expect().patch().withPath(STATUS).andReturn(200, "{}").once();
    writer(
            new ObjectMapper()
                .readTree(
                    ACCEPTED.replace("\"observedGeneration\": 3", "\"observedGeneration\": 2")))
        .write(ROUTE);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRefusedWriteIsTriedAgainAfterASecond() throws Exception {
    server
        .expect()
        .patch()
        .withPath(STATUS)
        .andReturn(403, "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 403}")
        .once();
    writer(MissingNode.getInstance()).write(ROUTE);
    assertThat(pauses.getFirst()).isEqualTo(Duration.ofSeconds(1));
  }
}
