package dev.ostia.cli.input;

import dev.ostia.cli.CommandFailure;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import dev.ostia.controlplane.kubernetes.UnusableClusterException;
import dev.ostia.controlplane.source.kubernetes.KubernetesOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which Kubernetes cluster is read. */
public final class ClusterOptions {

  @Option(
      names = {"-k", "--kubernetes"},
      description =
          "Read a Kubernetes cluster: the one that this runs in, by its service account, else that "
              + "of the kubeconfig (KUBECONFIG, ~/.kube/config). With -f as well, files win.")
  private boolean kubernetes;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig (default: its current one); implies -k.")
  private @Nullable String context;

  @Option(
      names = "--namespaces",
      paramLabel = "NS",
      split = ",",
      description = "Read only these namespaces of the cluster, as in a,b (default: all).")
  private List<String> namespaces = new ArrayList<>();

  /** Whether a cluster is read. */
  public boolean isWanted() {
    return kubernetes || context != null;
  }

  /** What it is called. */
  public String name() {
    return context == null ? "the cluster" : "the cluster of context " + context;
  }

  /** How it is read. */
  public KubernetesOptions reading() {
    return KubernetesOptions.of(namespaces);
  }

  /**
   * A client of the cluster; whoever asks for it closes it.
   *
   * @throws CommandFailure if nothing says where the cluster is
   */
  public KubernetesClient connect() {
    try {
      return ClusterClient.connect(context);
    } catch (UnusableClusterException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }
}
