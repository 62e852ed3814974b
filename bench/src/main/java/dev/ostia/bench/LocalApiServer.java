package dev.ostia.bench;

import dev.ostia.controlplane.kubernetes.ClusterClient;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A real kube-apiserver with a real etcd, of {@code scripts/kube-assets.sh}, on loopback. */
final class LocalApiServer implements AutoCloseable {

  private static final String TOKEN = "bench-token";

  private final Path assets;
  private final Path folder;
  private final int port = Commands.freePort();
  private final List<Process> processes = new ArrayList<>();
  private final KubernetesClient client;

  LocalApiServer(Path folder) throws Exception {
    this.folder = folder;
    assets = assets();
    writeFiles();
    String etcd = "http://127.0.0.1:" + Commands.freePort();
    start(
        "etcd",
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=" + etcd,
        "--advertise-client-urls=" + etcd,
        "--listen-peer-urls=http://127.0.0.1:" + Commands.freePort(),
        "--quota-backend-bytes=4294967296");
    start(
        "kube-apiserver",
        "--etcd-servers=" + etcd,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + port,
        "--cert-dir=" + folder.resolve("certs"),
        "--service-cluster-ip-range=10.96.0.0/16",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + folder.resolve("sa.pub"),
        "--service-account-signing-key-file=" + folder.resolve("sa.key"),
        "--token-auth-file=" + folder.resolve("tokens.csv"),
        "--authorization-mode=RBAC",
        "--disable-admission-plugins=ServiceAccount",
        "--endpoint-reconciler-type=none");
    client =
        ClusterClient.connect(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("https://127.0.0.1:" + port)
                .withTrustCerts(true)
                .withDisableHostnameVerification(true)
                .withOauthToken(TOKEN)
                .build());
    Commands.await("the API server", Duration.ofMinutes(3), this::isReady);
  }

  private static Path assets() {
    String home = System.getenv().getOrDefault("HOME", "/");
    Path folder =
        Path.of(
            Optional.ofNullable(System.getenv("KUBEBUILDER_ASSETS"))
                .orElse(home + "/.cache/ostia/kubebuilder/1.34.4"));
    if (!Files.isExecutable(folder.resolve("kube-apiserver"))) {
      throw new IllegalStateException(
          "no kube-apiserver in " + folder + ": scripts/kube-assets.sh makes it");
    }
    return folder;
  }

  private void writeFiles() throws IOException, GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    Files.writeString(folder.resolve("sa.key"), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    Files.writeString(folder.resolve("sa.pub"), pem("PUBLIC KEY", keys.getPublic().getEncoded()));
    Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
    Files.writeString(
        kubeconfig(),
        """
        apiVersion: v1
        kind: Config
        current-context: bench
        clusters:
        - name: bench
          cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}
        users:
        - name: admin
          user: {token: %s}
        contexts:
        - name: bench
          context: {cluster: bench, user: admin}
        """
            .formatted(port, TOKEN));
  }

  private static String pem(String type, byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
  }

  private void start(String command, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(assets.resolve(command).toString()));
    line.addAll(List.of(arguments));
    processes.add(
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(command + ".log").toFile())
            .start());
  }

  private boolean isReady() {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  /** {@code kubectl apply -f}. */
  void applyFolder(Path files) throws IOException, InterruptedException {
    Process kubectl =
        new ProcessBuilder(
                assets.resolve("kubectl").toString(),
                "--kubeconfig=" + kubeconfig(),
                "apply",
                "-f",
                files.toString())
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (kubectl.waitFor() != 0) {
      throw new IOException("kubectl could not apply " + files);
    }
  }

  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  KubernetesClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    processes.reversed().forEach(Commands::stop);
  }
}
