package dev.ostia.cli.dump;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.input.ClusterOptions;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The admin port of an Envoy in a pod, through a port-forward of the API server. */
public final class PodEnvoy {

  private static final int ADMIN_PORT = 15000;

  private final ClusterOptions cluster;
  private final String name;
  private final String namespace;

  /**
   * An Envoy that is not asked yet.
   *
   * @param proxy the name of a pod or of a Deployment, with {@code .NAMESPACE} or without
   * @param namespace where it is if its name does not say; null for {@code default}
   */
  public PodEnvoy(ClusterOptions cluster, String proxy, @Nullable String namespace) {
    int dot = namespace == null ? proxy.lastIndexOf('.') : -1;
    this.cluster = cluster;
    this.name = dot < 0 ? proxy : proxy.substring(0, dot);
    this.namespace =
        dot < 0 ? Objects.requireNonNullElse(namespace, "default") : proxy.substring(dot + 1);
  }

  /**
   * What the admin port answers.
   *
   * @throws CommandFailure if the pod does not exist or cannot be reached
   */
  public String get(String path) {
    return ask((address, what) -> HttpText.get(address, path, what));
  }

  /** The same with POST. */
  public String post(String path) {
    return ask((address, what) -> HttpText.post(address, path, what));
  }

  /** Asks at an address, and names who is asked in errors. */
  private interface Question extends BinaryOperator<String> {}

  private String ask(Question question) {
    try (KubernetesClient client = cluster.connect()) {
      String pod = pod(client);
      try (LocalPortForward forward =
          client
              .pods()
              .inNamespace(namespace)
              .withName(pod)
              .portForward(ADMIN_PORT, InetAddress.getLoopbackAddress(), 0)) {
        return ask(pod, forward, question);
      }
    } catch (IOException | KubernetesClientException e) {
      throw new CommandFailure("%s: %s".formatted(cluster.name(), e.getMessage()));
    }
  }

  private String ask(String pod, LocalPortForward forward, Question question) {
    String what = "Envoy's admin port in pod " + namespace + "/" + pod;
    String here = "127.0.0.1:" + forward.getLocalPort();
    try {
      return question.apply(here, what);
    } catch (CommandFailure e) {
      if (!forward.errorOccurred()) {
        String message = String.valueOf(e.getMessage());
        throw new CommandFailure(message.replace("at " + here, "through " + cluster.name()));
      }
      throw new CommandFailure(
          "%s cannot be reached through %s: %s"
              .formatted(
                  what,
                  cluster.name(),
                  // The node's error comes first: a connection that broke off here follows from it.
                  reason(forward.getServerThrowables())
                      .or(() -> reason(forward.getClientThrowables()))
                      .orElse("the port-forward failed")));
    }
  }

  private static Optional<String> reason(Collection<Throwable> thrown) {
    return thrown.stream()
        .flatMap(one -> Stream.iterate(one, Objects::nonNull, Throwable::getCause))
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .map(message -> message.replace("Received an error from the remote socket ", ""))
        .findFirst();
  }

  /** The pod of this name, or the first that runs of the Deployment of this name. */
  private String pod(KubernetesClient client) {
    if (client.pods().inNamespace(namespace).withName(name).get() != null) {
      return name;
    }
    Deployment deployment = client.apps().deployments().inNamespace(namespace).withName(name).get();
    if (deployment == null) {
      throw new CommandFailure(
          "there is neither a pod nor a Deployment %s in namespace %s of %s"
              .formatted(name, namespace, cluster.name()));
    }
    return client
        .pods()
        .inNamespace(namespace)
        .withLabelSelector(deployment.getSpec().getSelector())
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase()))
        .map(pod -> pod.getMetadata().getName())
        .min(Comparator.naturalOrder())
        .orElseThrow(
            () -> new CommandFailure("no pod of Deployment %s/%s runs".formatted(namespace, name)));
  }
}
