package dev.ostia.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import dev.ostia.cli.demo.Backend.Answer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The backends of the demo, with what Kubernetes would say about them: a Pod for the labels and an
 * EndpointSlice for the address of each.
 */
public final class Backends implements AutoCloseable {

  private static final String NAMESPACE = "default";

  private final List<Backend> backends = new ArrayList<>();
  private final List<HasMetadata> objects = new ArrayList<>();

  private Backends() {}

  /**
   * Starts httpbin, helloworld v1 and v2, and reviews v1, v2 and v3.
   *
   * @throws IOException if no port is free
   */
  public static Backends start() throws IOException {
    Backends all = new Backends();
    try {
      all.add("httpbin", "v1", Answers::httpbin);
      for (String version : List.of("v1", "v2")) {
        all.add("helloworld", version, request -> Answers.helloworld(version, request));
      }
      for (String version : List.of("v1", "v2", "v3")) {
        all.add("reviews", version, request -> Answers.reviews(version, request));
      }
      return all;
    } catch (IOException e) {
      all.close();
      throw e;
    }
  }

  /** The Pods and EndpointSlices, as a file. */
  public String yaml() {
    return objects.stream().map(Serialization::asYaml).collect(Collectors.joining());
  }

  private void add(String app, String version, Function<HttpExchange, Answer> answers)
      throws IOException {
    Backend backend = Backend.start(answers);
    backends.add(backend);
    String pod = app + "-" + version;
    objects.add(
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(NAMESPACE)
            .withName(pod)
            .addToLabels("app", app)
            .addToLabels("version", version)
            .endMetadata()
            .withNewStatus()
            .withPodIP("127.0.0.1")
            .endStatus()
            .build());
    objects.add(slice(app, pod, backend.port()));
  }

  /** One slice each, as the ports differ. */
  private static EndpointSlice slice(String app, String pod, int port) {
    Endpoint endpoint =
        new EndpointBuilder()
            .withAddresses("127.0.0.1")
            .withNewConditions()
            .withReady(true)
            .endConditions()
            .withNewTargetRef()
            .withKind("Pod")
            .withNamespace(NAMESPACE)
            .withName(pod)
            .endTargetRef()
            .build();
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName(pod)
        .addToLabels("kubernetes.io/service-name", app)
        .endMetadata()
        .withAddressType("IPv4")
        .withEndpoints(endpoint)
        .addNewPort()
        .withName("http")
        .withPort(port)
        .withProtocol("TCP")
        .endPort()
        .build();
  }

  @Override
  public void close() {
    backends.forEach(Backend::close);
  }
}
