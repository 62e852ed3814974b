package dev.ostia.cli.kubernetes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real kube-apiserver with a real etcd, on free loopback ports, in a folder of its own. */
final class ApiServer implements AutoCloseable {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String ISTIO = "/apis/networking.istio.io/v1/";
  private static final String TOKEN = "admin-token";

  private final KubeAssets assets;
  private final Path folder;
  private final int port = freePort();
  private final Etcd etcd;
  private final KubernetesClient admin;
  private Process server;

  ApiServer(KubeAssets assets, Path folder) throws IOException, GeneralSecurityException {
    this.assets = assets;
    this.folder = folder;
    writeKeys();
    etcd = new Etcd(assets, folder);
    server = startServer();
    admin = ClusterClient.connect(config(TOKEN));
    awaitReady();
  }

  private void writeKeys() throws IOException, GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    Files.writeString(folder.resolve("sa.key"), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    Files.writeString(folder.resolve("sa.pub"), pem("PUBLIC KEY", keys.getPublic().getEncoded()));
    Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
    writeKubeconfig(folder.resolve("kubeconfig"), TOKEN);
  }

  /** Writes a file by which whoever has this token comes here. */
  void writeKubeconfig(Path file, String token) throws IOException {
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
        - name: test
          cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}
        users:
        - name: test
          user: {token: %s}
        contexts:
        - name: test
          context: {cluster: test, user: test}
        """
            .formatted(port, token));
  }

  private static String pem(String type, byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
  }

  private Process startServer() throws IOException {
    return assets.start(
        folder,
        "kube-apiserver",
        "--etcd-servers=" + etcd.url(),
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
  }

  private void awaitReady() {
    await("kube-apiserver is ready; its log is in " + folder)
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(100))
        .until(this::isReady);
  }

  private boolean isReady() {
    if (!server.isAlive()) {
      throw new IllegalStateException("kube-apiserver has ended: " + log());
    }
    try {
      return "ok".equals(admin.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private String log() {
    try {
      String text = Files.readString(folder.resolve("kube-apiserver.log"));
      return text.substring(Math.max(0, text.length() - 3000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The configuration of a client with this token. */
  Config config(String token) {
    return config(token, port);
  }

  /** The configuration of a client that goes another way. */
  Config config(String token, int throughPort) {
    return new ConfigBuilder()
        .withAutoConfigure(false)
        .withMasterUrl("https://127.0.0.1:" + throughPort)
        .withTrustCerts(true)
        .withDisableHostnameVerification(true)
        .withOauthToken(token)
        .build();
  }

  /** The helm beside it, if there is one. */
  Optional<String> helm() {
    return Optional.of(assets.path("helm")).filter(path -> Files.isExecutable(Path.of(path)));
  }

  int port() {
    return port;
  }

  /** A client that may do everything. */
  KubernetesClient admin() {
    return admin;
  }

  /** Runs kubectl with this on its standard input; what it printed. */
  String kubectl(String input, String... arguments) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(assets.path("kubectl"), "--kubeconfig=" + folder.resolve("kubeconfig")));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("kubectl " + String.join(" ", arguments) + ": " + output);
    }
    return output;
  }

  /** {@code kubectl apply} of YAML. */
  void apply(String yaml) throws IOException, InterruptedException {
    kubectl(yaml, "apply", "-f", "-");
  }

  /** SIGKILL to the API server; etcd stays. */
  void kill() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  void restart() throws IOException {
    server = startServer();
    awaitReady();
  }

  /** Creates objects by their JSON, many at a time: kubectl sends one after the other. */
  void createMany(String plural, int count, IntFunction<String> json) throws Exception {
    Semaphore atOnce = new Semaphore(50);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String body = json.apply(i);
        atOnce.acquire();
        all.add(
            threads.submit(
                () -> {
                  try {
                    admin.raw(ISTIO + namespaceOf(body) + plural, "POST", body);
                  } finally {
                    atOnce.release();
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static String namespaceOf(String json) {
    Matcher matcher = Pattern.compile("\"namespace\": \"([^\"]+)\"").matcher(json);
    return matcher.find() ? "namespaces/" + matcher.group(1) + "/" : "";
  }

  /** Deletes all objects of a namespace in one request. */
  void deleteAll(String plural, String namespace) throws IOException, InterruptedException {
    kubectl("", "delete", "--raw", ISTIO + "namespaces/" + namespace + "/" + plural);
  }

  /** The version of the list now. */
  String resourceVersion(String plural) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(kubectl("", "get", "--raw", ISTIO + plural + "?limit=1"))
        .at("/metadata/resourceVersion")
        .textValue();
  }

  /** What a watch from this version begins with. */
  String watch(String plural, String resourceVersion) throws IOException, InterruptedException {
    return kubectl(
        "",
        "get",
        "--raw",
        ISTIO + plural + "?watch=1&timeoutSeconds=2&resourceVersion=" + resourceVersion);
  }

  /** Has etcd forget all versions but the newest of each object. */
  void compact() throws IOException, InterruptedException {
    etcd.compact();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
    end(server);
    etcd.close();
  }

  /** SIGTERM, and SIGKILL if that is not enough. */
  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
